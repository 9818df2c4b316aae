import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  binary,
  binary6,
  connectBehind,
  created,
  local,
  open,
  refusals,
  rules,
  startProxied,
  text,
  text6,
} from '../../fixtures/proxied-system.ts';
import { until } from '../../fixtures/until.ts';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';

describe.each([['TCP'], ['TLS']])('on %s', (transport) => {
  const changes = transport === 'TLS' ? { tls: {} } : {};

  it('one that waits holds a place, and gives it back', async () => {
    const system = await startProxied({ ...changes, limits: { maxConnections: 2 } });
    const waiting = [await open(system), await open(system)];
    await (await open(system)).ended;
    expect(refusals(system)?.max_connections).toBe(1);
    for (const device of waiting) {
      device.end();
      await device.ended;
    }
    const next = await open(system);
    await next.write('garbage');
    await next.ended;
    expect(refusals(system)).toMatchObject({ max_connections: 1, proxy_protocol: 1 });
  });

  it('a device that was served gives back its place', async () => {
    const system = await startProxied({ ...changes, limits: { maxConnections: 1 } });
    system.echo();
    for (const header of [text, binary]) {
      const device = connectBehind(system, header);
      device.write('hello');
      expect(String((await once(device, 'data'))[0])).toBe('hello');
      await (await open(system)).ended;
      device.end();
      await system.untilForgotten();
    }
    expect(created(system)).toBe(2);
    expect(refusals(system)).toMatchObject({ max_connections: 2, proxy_protocol: 0 });
  });

  it.each([
    ['deny 192.0.2.0/24', text],
    ['deny 192.0.2.0/24', binary],
    ['deny 2001:db8::/32', text6],
    ['deny 2001:db8::/32', binary6],
    ['deny 127.0.0.0/8', local],
  ])('%s refuses the device, before a handshake', async (rule, header) => {
    const system = await startProxied({ ...changes, limits: rules(rule) });
    const device = await open(system);
    await device.write(header);
    await device.ended;
    expect(refusals(system)).toMatchObject({ access_denied: 1, proxy_protocol: 0 });
    expect(system.handler.callbacks).toEqual([]);
  });
});

it('the rules let in a device whatever the proxy is', async () => {
  const system = await startProxied({ limits: rules('allow 192.0.2.1', 'deny all') });
  await (await open(system)).write(text);
  await system.handler.untilMethod('OnSocketCreated');
});

it('max_conn_rate counts devices, no health checks', async () => {
  const clock = new VirtualClock();
  const system = await startProxied({ limits: { connectionRate: { rate: 1, burst: 2 } } }, { clock });
  for (let count = 0; count < 3; count += 1) {
    const check = await open(system);
    check.end();
    await check.ended;
  }
  for (let count = 0; count < 2; count += 1) await (await open(system)).write(text);
  await until(() => created(system) === 2, 'two are let in');
  const third = await open(system);
  await third.write(text);
  await third.ended;
  expect(refusals(system)?.max_conn_rate).toBe(1);
});

it('max_connections is exact when 100 devices come at once', async () => {
  const system = await startProxied({ limits: { maxConnections: 20 } });
  const devices = await Promise.all(Array.from({ length: 100 }, () => open(system)));
  let ended = 0;
  for (const device of devices) void device.ended.then(() => (ended += 1));
  await Promise.all(devices.map((device) => device.write(text).catch(() => undefined)));
  await until(() => created(system) === 20 && ended === 80, '20 are in and 80 are out');
  expect(refusals(system)).toMatchObject({ max_connections: 80, proxy_protocol: 0 });
});

it('the limits of throughput are paid from the first byte behind the header on, and nothing is lost', async () => {
  const clock = new VirtualClock();
  const perConnection = { bytesRate: 1_000, messagesRate: undefined };
  const system = await startProxied({ limits: { perConnection } }, { clock });
  const bytes = randomBytes(1_500);
  const device = await open(system);
  await device.write(Buffer.concat([text, bytes.subarray(0, 1_000)]));
  const { conn } = await system.handler.untilMethod('OnReceivedBytes');
  await device.write(bytes.subarray(1_000));
  // Another device is served meanwhile, and time stands still.
  await (await open(system)).write(text);
  await until(() => created(system) === 2, 'the other is let in');
  await system.untilAnswered();
  expect(system.handler.received(conn)).toHaveLength(1_000);
  clock.pass(60_000);
  await until(() => system.handler.received(conn).length === bytes.length, 'the rest is read');
  expect(system.handler.received(conn).equals(bytes)).toBe(true);
});
