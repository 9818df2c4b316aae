import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startProcess } from '../conformance/gateway/target/start-process.ts';
import { AdapterClient } from '../fixtures/adapter-client.ts';
import { Device } from '../fixtures/device.ts';
import { RecordingHandler } from '../fixtures/recording-handler.ts';
import { exproto } from '../fixtures/run-exproto.ts';

// The file names fixed ports, so this does not run beside everything else.
it.each([
  ['emqx_exproto.conf', 'tcp.protoname', 'ConnectionHandler'],
  ['emqx.conf', 'tcp.default', 'ConnectionUnaryHandler'],
  ['emqx-gateway.json', 'tcp.default', 'ConnectionUnaryHandler'],
])('starts from %s unchanged and serves a device', async (name, listener, service) => {
  const handler = await RecordingHandler.start(9001);
  const file = fileURLToPath(new URL(`../fixtures/configurations/${name}`, import.meta.url));
  const gateway = await startProcess([process.execPath, exproto, 'gateway', '--config', file], 10_000);
  const output = await gateway.untilOutput(/^ready$/m);
  expect(output).toContain(`listening ${listener} 0.0.0.0:7993 for http://127.0.0.1:9001 (${service})`);
  const adapter = new AdapterClient({ host: '127.0.0.1', port: 9100 });
  handler.behave = async ({ method, conn, request }) => {
    if (method === 'OnReceivedBytes') await adapter.send(conn, request.bytes as Uint8Array);
  };
  const device = await Device.connect({ host: '127.0.0.1', port: 7993 });
  await device.write('hello');
  await device.untilReceived('hello');
  device.end();
  const closed = await handler.untilMethod('OnSocketClosed');
  expect(closed).toMatchObject({
    service,
    request: { reason: '{shutdown,tcp_closed}' },
  });
  await gateway.stop();
  adapter.close();
  handler.kill();
});
