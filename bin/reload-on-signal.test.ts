import { writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type StartedProcess, startProcess } from '../conformance/gateway/target/start-process.ts';
import { certificateFile, trusting } from '../fixtures/certificates.ts';
import { Device } from '../fixtures/device.ts';
import { RecordingHandler } from '../fixtures/recording-handler.ts';
import { exproto, writeTemporary } from '../fixtures/run-exproto.ts';

interface Changes {
  readonly certificate?: string;
  readonly maxConnections?: number;
  readonly backlog?: number;
}

function content(handler: RecordingHandler, { certificate, maxConnections, backlog }: Changes): string {
  return `adapter: { bind: 127.0.0.1:0 }
handler: { url: "${handler.url}" }
listeners:
  tls:
    pumps:
      bind: 127.0.0.1:0
      backlog: ${backlog ?? 1024}
      max_connections: ${maxConnections ?? 100}
      tls:
        certfile: ${certificateFile(`${certificate ?? 'server'}.pem`)}
        keyfile: ${certificateFile(`${certificate ?? 'server'}.key`)}
`;
}

/** A gateway as a process, and what it can be told. */
async function start(changes: Changes = {}) {
  const handler = await RecordingHandler.start();
  onTestFinished(() => handler.kill());
  const file = writeTemporary('gateway.yaml', content(handler, changes));
  const gateway = await startProcess([process.execPath, exproto, 'gateway', '--config', file], 10_000);
  onTestFinished(() => gateway.stop());
  const port = Number(
    /^listening tls\.pumps 127\.0\.0\.1:(\d+)/m.exec(await gateway.untilOutput(/^ready$/m))?.[1],
  );
  return {
    gateway,
    handler,
    connect: (rejectUnauthorized = true) =>
      Device.connectTls({ host: '127.0.0.1', port }, { ...trusting, rejectUnauthorized }),
    write: (text: string) => writeFileSync(file, text),
  };
}

async function hangUp(gateway: StartedProcess, answer: RegExp): Promise<string> {
  process.kill(gateway.pid ?? 0, 'SIGHUP');
  return gateway.untilOutput(answer);
}

describe('SIGHUP', () => {
  it('takes over a renewed certificate and limits, and drops nobody', async () => {
    const { gateway, handler, connect, write } = await start({ certificate: 'expired-server' });
    const device = await connect(false);
    const { conn } = await handler.untilMethod('OnSocketCreated');
    write(content(handler, { maxConnections: 1 }));
    await hangUp(
      gateway,
      /SIGHUP: taken over from .*: listener tls\.pumps: limits, listener tls\.pumps: tls$/m,
    );
    await expect(connect()).rejects.toThrow();
    await device.write('still here');
    await handler.untilMethod('OnReceivedBytes', conn);
    write(content(handler, {}));
    await hangUp(gateway, /: listener tls\.pumps: limits$/m);
    const renewed = await connect();
    renewed.destroy();
  });

  it('keeps everything where the file is broken, and says what is wrong', async () => {
    const { gateway, handler, connect, write } = await start();
    write(content(handler, {}).replace('certfile', 'certfiel'));
    const output = await hangUp(gateway, /gateway\.yaml can't be used, everything stays as it was$/m);
    expect(output).toMatch(/gateway\.yaml:10: .*certfiel.*certfile/);
    const device = await connect();
    await handler.untilMethod('OnSocketCreated');
    device.destroy();
  });

  it('warns of what needs a restart, and of a certificate that has expired', async () => {
    const { gateway, handler, connect, write } = await start();
    write(content(handler, { backlog: 5, certificate: 'expired-server' }));
    const output = await hangUp(gateway, /SIGHUP: taken over from .*: listener tls\.pumps: tls$/m);
    expect(output).toMatch(/warning: listener tls\.pumps: backlog has changed, restart the gateway/);
    expect(output).toMatch(/warning: .*gateway\.yaml:10: .*the certificate expired on 2021-01-01/);
    await expect(connect()).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
  });
});
