import { describe, expect, it, onTestFinished } from 'vitest';
import { startProcess } from '../conformance/gateway/target/start-process.ts';
import { AdapterClient } from '../fixtures/adapter-client.ts';
import { Device } from '../fixtures/device.ts';
import { RecordingHandler } from '../fixtures/recording-handler.ts';
import { exproto, writeTemporary } from '../fixtures/run-exproto.ts';
import { until } from '../fixtures/until.ts';
import type { HostPort } from '../gateway/config/configuration.ts';

const content = `adapter: { bind: 127.0.0.1:0 }
listeners: { tcp: { meters: { bind: 127.0.0.1:0, max_connections: 500 } } }
`;

/** A gateway whose process may have 200 file descriptors, about 20 of which it needs for itself. */
async function start() {
  const handler = await RecordingHandler.start();
  const handlers = [handler];
  // After the gateway, which stops sooner when somebody listens to it.
  onTestFinished(() => handlers.at(-1)?.kill());
  const file = writeTemporary('gateway.yaml', `${content}handler: { url: "${handler.url}" }\n`);
  const command = 'ulimit -n 200; exec "$@"';
  const options = [process.execPath, exproto, 'gateway', '--config', file];
  const gateway = await startProcess(['sh', '-c', command, 'sh', ...options], 10_000);
  onTestFinished(() => gateway.stop());
  const output = await gateway.untilOutput(/^ready$/m);
  const addressOf = (pattern: RegExp): HostPort => ({
    host: '127.0.0.1',
    port: Number(pattern.exec(output)?.[1]),
  });
  return {
    handler,
    restartHandler: async () => {
      handler.kill();
      const again = await RecordingHandler.start(handler.port);
      handlers.push(again);
      return again;
    },
    gateway,
    devices: addressOf(/^listening tcp\.meters 127\.0\.0\.1:(\d+)/m),
    adapter: addressOf(/^adapter +127\.0\.0\.1:(\d+)/m),
  };
}

/** A device, and whether it is still connected. */
async function connect(address: HostPort) {
  const device = await Device.connect(address);
  onTestFinished(() => device.destroy());
  const connected = { device, refused: false };
  void device.ended.then(() => {
    connected.refused = true;
  });
  return connected;
}

function announced({ callbacks }: RecordingHandler): number {
  return callbacks.filter(({ method }) => method === 'OnSocketCreated').length;
}

describe('a gateway out of file descriptors', () => {
  it('serves those who are in, turns away the others, and lets in more when some have gone', async () => {
    const { handler, gateway, devices } = await start();
    const all = await Promise.all(Array.from({ length: 300 }, () => connect(devices)));
    const out = () => all.filter(({ refused }) => refused);
    await until(() => out().length + announced(handler) === 300, 'each is in or out');
    const inside = all.filter(({ refused }) => !refused);
    expect(inside.length).toBeGreaterThan(10);
    const output = await gateway.untilOutput(/refused: file_descriptors/);
    expect(output).toMatch(
      /refused: file_descriptors \(the process may have 200: raise ulimit -n, or LimitNOFILE/,
    );
    expect(output.match(/refused: file_descriptors/g)).toHaveLength(1);
    for (const { device } of inside.splice(0, 5)) device.end();
    await until(
      () => handler.methods().filter((method) => method === 'OnSocketClosed').length === 5,
      'five have gone',
    );
    const late = await connect(devices);
    await until(() => announced(handler) === inside.length + 6, 'a device is let in');
    expect(late.refused).toBe(false);
    for (const { device } of inside) await device.write('still here');
    await until(
      () => handler.methods().filter((method) => method === 'OnReceivedBytes').length === inside.length,
      'the others are served',
    );
  });

  it('has some left for a handler that comes back, and for its calls', async () => {
    const { handler, restartHandler, devices, adapter } = await start();
    const all = await Promise.all(Array.from({ length: 300 }, () => connect(devices)));
    await until(
      () => all.filter(({ refused }) => refused).length + announced(handler) === 300,
      'each is in or out',
    );
    const again = await restartHandler();
    for (const { device, refused } of all) if (!refused) await device.write('welcome back');
    const { conn } = await again.untilMethod('OnReceivedBytes');
    const calls = new AdapterClient(adapter);
    onTestFinished(() => calls.close());
    expect((await calls.send(conn, 'hello')).code).toBe('SUCCESS');
  });

  it('that others than devices use up goes on when they let go', async () => {
    const { handler, gateway, devices, adapter } = await start();
    const strangers = await Promise.all(Array.from({ length: 250 }, () => connect(adapter)));
    await until(() => strangers.some(({ refused }) => refused), 'there are none left');
    const refused = await connect(devices);
    await refused.device.ended;
    expect(gateway.hasEnded).toBe(false);
    for (const { device } of strangers) device.destroy();
    while (announced(handler) === 0) {
      const device = await connect(devices);
      await until(() => device.refused || announced(handler) > 0, 'it is in or out');
    }
  });

  it('says at the start that there are fewer than max_connections', async () => {
    const { gateway } = await start();
    await gateway.untilOutput(
      /max_connections allows 500 devices, and the process may have 200 file descriptors/,
    );
  });
});
