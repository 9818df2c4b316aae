import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startProcess } from '../conformance/gateway/target/start-process.ts';
import { certificateFile, trusting } from '../fixtures/certificates.ts';
import { Device } from '../fixtures/device.ts';
import { RecordingHandler } from '../fixtures/recording-handler.ts';
import { exproto, runExproto, writeTemporary } from '../fixtures/run-exproto.ts';
import { until } from '../fixtures/until.ts';

function configurationFor(handlerPort: number, devicePort = 0): string {
  return writeTemporary(
    'gateway.yaml',
    `adapter: { bind: 127.0.0.1:0 }
handler: { url: "http://127.0.0.1:${handlerPort}" }
listeners: { tcp: { test: { bind: "127.0.0.1:${devicePort}" } } }
`,
  );
}

function tlsConfigurationFor(certificate: string, key: string): string {
  return writeTemporary(
    'gateway.yaml',
    `adapter: { bind: 127.0.0.1:0 }
listeners:
  tls:
    test:
      bind: 127.0.0.1:0
      tls:
        certfile: ${certificateFile(certificate)}
        keyfile: ${certificateFile(key)}
        password: exproto
`,
  );
}

describe('exproto gateway', () => {
  it('names a file that is missing', async () => {
    const { code, errors } = await runExproto('gateway', '--config', '/nowhere/gateway.yaml');
    expect(code).toBe(2);
    expect(errors).toMatch(/^exproto: .*\/nowhere\/gateway\.yaml.*\n$/);
  });

  it('names an unknown key, its line and what is allowed', async () => {
    const file = writeTemporary('gateway.yaml', 'adapter:\n  bnid: 127.0.0.1:9100\n');
    const { code, errors } = await runExproto('gateway', '--config', file);
    expect(code).toBe(2);
    expect(errors).toMatch(/gateway\.yaml:2: .*bnid.*bind/);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  });

  it('names a port in use and the remedy', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const { port } = occupant.address() as AddressInfo;
    const { code, errors } = await runExproto('gateway', '--config', configurationFor(9, port));
    occupant.close();
    expect(code).toBe(2);
    expect(errors).toMatch(
      new RegExp(`^exproto: listener tcp\\.test: 127\\.0\\.0\\.1:${port} is in use: .*\\n$`),
    );
  });

  it('names a key that does not fit its certificate, and listens on nothing', async () => {
    const file = tlsConfigurationFor('server.pem', 'client.key');
    const { code, output, errors } = await runExproto('gateway', '--config', file);
    expect(code).toBe(2);
    expect(output).toBe('');
    expect(errors).toMatch(
      /^exproto: .*gateway\.yaml:8: listeners\.tls\.test\.tls\.keyfile is ".*": the key .*\n$/,
    );
  });

  it('serves on TLS, and warns of a certificate that expired', async () => {
    const file = tlsConfigurationFor('expired-server.pem', 'expired-server.key');
    const gateway = await startProcess([process.execPath, exproto, 'gateway', '--config', file], 10_000);
    const output = await gateway.untilOutput(/^ready$/m);
    expect(output).toMatch(
      /warning: .*gateway\.yaml:7: .*certfile is ".*": the certificate expired on 2021-01-01/,
    );
    const port = Number(/^listening tls\.test 127\.0\.0\.1:(\d+) for /m.exec(output)?.[1]);
    const credentials = { ...trusting, rejectUnauthorized: false };
    (await Device.connectTls({ host: '127.0.0.1', port }, credentials)).destroy();
    await gateway.stop();
  });

  it('says that the handler cannot be reached, and serves on', async () => {
    const file = configurationFor(9);
    const gateway = await startProcess([process.execPath, exproto, 'gateway', '--config', file], 10_000);
    const output = await gateway.untilOutput(/warning: .*127\.0\.0\.1:9 can't be reached/);
    expect(output).toMatch(/^ready$/m);
    expect(gateway.hasEnded).toBe(false);
    await gateway.stop();
  });

  it('ends when the handler cannot be reached and is required', async () => {
    const { code, errors } = await runExproto(
      'gateway',
      '--config',
      configurationFor(9),
      '--require-handler',
    );
    expect(code).toBe(2);
    expect(errors).toMatch(/^exproto: handler http:\/\/127\.0\.0\.1:9 can't be reached: .*start it.*\n$/);
  });

  it('tells the handler the end of every connection on SIGTERM, and exits with 0', async () => {
    const handler = await RecordingHandler.start();
    const child = spawn(process.execPath, [exproto, 'gateway', '--config', configurationFor(handler.port)]);
    let output = '';
    while (!output.includes('ready')) output += String((await once(child.stdout, 'data'))[0]);
    const port = Number(/^listening tcp\.test 127\.0\.0\.1:(\d+)/m.exec(output)?.[1]);
    const devices = await Promise.all([1, 2, 3].map(() => Device.connect({ host: '127.0.0.1', port })));
    const created = () => handler.methods().filter((method) => method === 'OnSocketCreated').length;
    await until(() => created() === devices.length, 'every device is announced');
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(handler.methods().filter((method) => method === 'OnSocketClosed')).toHaveLength(devices.length);
    for (const device of devices) await device.ended;
    handler.kill();
  });
});
