import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { trusting } from '../../fixtures/certificates.ts';
import { Device } from '../../fixtures/device.ts';
import { freePort } from '../../fixtures/free-port.ts';
import { TestSystem } from '../../fixtures/test-system.ts';

/** Starts HAProxy in front of a gateway, and says where devices connect to it. */
async function startProxy(gateway: number, option: string): Promise<number> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'haproxy-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'haproxy.cfg');
  const listen = `listen devices\n  bind 127.0.0.1:${port}\n  server gateway 127.0.0.1:${gateway} ${option} check inter 100ms\n`;
  const times = '  timeout connect 5s\n  timeout client 30s\n  timeout server 30s\n';
  await writeFile(file, `global\n  maxconn 100\ndefaults\n  mode tcp\n${times}${listen}`);
  const proxy = spawn('haproxy', ['-db', '-f', file], {
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    stdio: 'ignore',
  });
  onTestFinished(() => void proxy.kill());
  await new Promise((resolve, reject) => proxy.once('spawn', resolve).once('error', reject));
  return port;
}

/** HAProxy has been started and may not listen yet. */
async function connectTo(port: number, tls: boolean): Promise<Device> {
  const address = { host: '127.0.0.1', port };
  let device: Device | undefined;
  const connect = () => (tls ? Device.connectTls(address, trusting) : Device.connect(address));
  await expect
    .poll(async () => (device = await connect().catch(() => undefined)), { timeout: 8_000 })
    .toBeDefined();
  if (device === undefined) throw new Error('HAProxy does not listen');
  return device;
}

it.each([
  ['send-proxy', false],
  ['send-proxy', true],
  ['send-proxy-v2', false],
  ['send-proxy-v2', true],
])('serves a device behind the HAProxy of this machine with %s, on TLS: %s', async (option, tls) => {
  const listener = { proxyProtocol: { timeout: 5_000 } };
  const system = await TestSystem.start(tls ? { listener, tls: {} } : { listener });
  onTestFinished(() => system.stop());
  system.echo();
  const port = await startProxy(system.gateway.listeners[0]?.address.port ?? 0, option);
  const device = await connectTo(port, tls);
  onTestFinished(() => device.destroy());
  await device.write('hello');
  await device.untilReceived('hello');
  const { request } = await system.handler.until('OnSocketCreated', ({ method, request: { conninfo } }) => {
    return (
      method === 'OnSocketCreated' &&
      (conninfo as { peername: { port: number } }).peername.port === device.port
    );
  });
  expect(request.conninfo).toMatchObject({
    peername: { host: '127.0.0.1', port: device.port },
    sockname: { host: '127.0.0.1', port },
  });
  expect(Object.values(system.gateway.refusals)[0]?.proxy_protocol).toBe(0);
});
