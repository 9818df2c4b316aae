import { createConnection, createServer, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { connect } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { trusting } from '../../fixtures/certificates.ts';
import { Device } from '../../fixtures/device.ts';
import { binaryEnds, binaryHeader, textHeader } from '../../fixtures/proxy-headers.ts';
import { RecordingLog } from '../../fixtures/recording-log.ts';
import type { TestConfigurationChanges } from '../../fixtures/test-configuration.ts';
import { TestSystem } from '../../fixtures/test-system.ts';
import { until } from '../../fixtures/until.ts';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';
import type { HostPort } from '../config/configuration.ts';
import { defaultLimits } from '../config/default-limits.ts';
import { parseAccessRule } from '../limits/access-rule.ts';
import type { ListenerLimits } from '../limits/listener-limits.ts';
import type { Parts } from '../parts.ts';

const source = { host: '192.0.2.1', port: 5000 };
const destination = { host: '198.51.100.2', port: 7993 };
const text = textHeader('TCP4', source, destination);
const binary = binaryHeader(0x21, 0x11, binaryEnds('c0000201', 'c6336402', [5000, 7993]));
const local = binaryHeader(0x20, 0, Buffer.alloc(0));

interface Proxied extends TestConfigurationChanges {
  readonly limits?: Partial<ListenerLimits>;
}

async function start({ limits, ...changes }: Proxied = {}, parts: Partial<Parts> = {}): Promise<TestSystem> {
  const listener = { proxyProtocol: { timeout: 5_000 }, limits: { ...defaultLimits(), ...limits } };
  const system = await TestSystem.start({ listener, ...changes }, parts);
  onTestFinished(() => system.stop());
  return system;
}

function addressOf({ gateway }: TestSystem): HostPort {
  return gateway.listeners[0]?.address ?? { host: '', port: 0 };
}

async function open(system: TestSystem): Promise<Device> {
  const device = await Device.connect(addressOf(system));
  onTestFinished(() => device.destroy());
  return device;
}

function refusals({ gateway }: TestSystem) {
  return Object.values(gateway.refusals)[0];
}

function created({ handler }: TestSystem): number {
  return handler.methods().filter((method) => method === 'OnSocketCreated').length;
}

function rules(...lines: string[]): Partial<ListenerLimits> {
  const accessRules = lines.map((line) => {
    const parsed = parseAccessRule(line);
    if ('problem' in parsed) throw new Error(parsed.problem);
    return parsed.value;
  });
  return { accessRules };
}

/** A connection to the gateway through a proxy that forwards, each way, by `forward`. */
async function openThrough(
  system: TestSystem,
  forward: (bytes: Buffer, toGateway: Socket) => void,
): Promise<Socket> {
  const server = createServer((fromDevice) => {
    const toGateway = createConnection({ ...addressOf(system), noDelay: true });
    fromDevice.on('data', (bytes: Buffer) => forward(bytes, toGateway));
    fromDevice.on('error', () => undefined).on('close', () => toGateway.destroy());
    toGateway.on('error', () => undefined);
    toGateway.pipe(fromDevice);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const socket = connect({ host: '127.0.0.1', port, ...trusting });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  return socket;
}

describe.each([
  ['version 1', text],
  ['version 2', binary],
])('a TCP device behind a header of %s', (_, header) => {
  it('is known by it, and its bytes come whole', async () => {
    const system = await start();
    const device = await open(system);
    await device.write(Buffer.concat([header, Buffer.from('hello')]));
    const { conn, request } = await system.handler.untilMethod('OnSocketCreated');
    expect(request.conninfo).toMatchObject({ socktype: 'TCP', peername: source, sockname: destination });
    const bytes = await system.handler.untilMethod('OnReceivedBytes', conn);
    expect(String(bytes.request.bytes)).toBe('hello');
    await system.adapter.send(conn, 'answer');
    await device.untilReceived('answer');
    device.end();
    await system.handler.untilMethod('OnSocketClosed', conn);
  });

  it('may be slow, byte by byte', async () => {
    const system = await start();
    const device = await open(system);
    for (const byte of header) {
      await device.write(Buffer.from([byte]));
      // The gateway, which is in this process, reads it.
      await turn();
    }
    await device.write('hello');
    const bytes = await system.handler.untilMethod('OnReceivedBytes');
    expect(String(bytes.request.bytes)).toBe('hello');
  });

  it('on TLS shakes hands, in one segment with it and byte by byte', async () => {
    const system = await start({ tls: {} });
    system.echo();
    for (const bytewise of [false, true]) {
      let first = true;
      let sent = Promise.resolve();
      const device = await openThrough(system, (bytes, toGateway) => {
        const all = first ? Buffer.concat([header, bytes]) : bytes;
        first = false;
        if (!bytewise) toGateway.write(all);
        else {
          sent = sent.then(async () => {
            for (const byte of all) {
              toGateway.write(Buffer.from([byte]));
              await turn();
            }
          });
        }
      });
      device.write('hello');
      await new Promise<void>((resolve) => device.once('data', () => resolve()));
    }
    const callbacks = system.handler.callbacks.filter(({ method }) => method === 'OnSocketCreated');
    expect(callbacks.map(({ request }) => request.conninfo)).toEqual([
      expect.objectContaining({ socktype: 'SSL', peername: source, sockname: destination }),
      expect.objectContaining({ socktype: 'SSL', peername: source, sockname: destination }),
    ]);
  });
});

it.each([
  ['LOCAL', local],
  ['UNKNOWN', Buffer.from('PROXY UNKNOWN\r\n')],
])('%s leaves the ends of the socket', async (_, header) => {
  const system = await start();
  const device = await open(system);
  await device.write(header);
  const { request } = await system.handler.untilMethod('OnSocketCreated');
  expect(request.conninfo).toMatchObject({
    peername: { host: '127.0.0.1', port: device.port },
    sockname: addressOf(system),
  });
});

describe.each([['TCP'], ['TLS']])('on %s', (transport) => {
  const changes = transport === 'TLS' ? { tls: {} } : {};

  it.each([
    ['garbage', Buffer.from('hello, world')],
    ['a bad line', Buffer.from('PROXY TCP4 nowhere\r\n')],
  ])('%s is refused, counted, and told without its bytes', async (_, bytes) => {
    const log = new RecordingLog();
    const system = await start(changes, { log });
    const device = await open(system);
    await device.write(bytes);
    await device.ended;
    expect(refusals(system)).toMatchObject({ proxy_protocol: 1, access_denied: 0 });
    expect(log.of('warn')).toEqual(['1 connection refused: proxy_protocol']);
    expect(JSON.stringify(log.lines)).not.toMatch(/world|nowhere/);
    expect(system.handler.callbacks).toEqual([]);
  });

  it('a header that is cut off is refused, one byte is enough', async () => {
    const system = await start(changes);
    for (const length of [1, text.length - 1]) {
      const device = await open(system);
      await device.write(text.subarray(0, length));
      device.end();
      await device.ended;
    }
    expect(refusals(system)?.proxy_protocol).toBe(2);
    expect(system.handler.callbacks).toEqual([]);
  });

  it('a health check that sends nothing is no refusal', async () => {
    const log = new RecordingLog();
    const system = await start({ ...changes, limits: { maxConnections: 1 } }, { log });
    for (let count = 0; count < 3; count += 1) {
      const device = await open(system);
      device.end();
      await device.ended;
    }
    expect(refusals(system)).toMatchObject({ proxy_protocol: 0, max_connections: 0 });
    expect(log.of('warn')).toEqual([]);
  });

  it('a header is waited for no longer than its timeout, however it dribbles', async () => {
    const clock = new VirtualClock();
    const system = await start(changes, { clock });
    const [silent, dribbling] = [await open(system), await open(system)];
    await dribbling.write(text.subarray(0, 20));
    // Accepted last: what happens to it shows that the others are waited for.
    const last = await open(system);
    await last.write('garbage');
    await last.ended;
    clock.pass(4_999);
    expect(refusals(system)?.proxy_protocol).toBe(1);
    clock.pass(1);
    await Promise.all([silent.ended, dribbling.ended]);
    expect(refusals(system)?.proxy_protocol).toBe(3);
  });

  it('one that waits holds a place, and gives it back', async () => {
    const system = await start({ ...changes, limits: { maxConnections: 2 } });
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

  it.each([
    ['deny 192.0.2.0/24', text],
    ['deny 192.0.2.0/24', binary],
    [
      'deny 2001:db8::/32',
      textHeader('TCP6', { host: '2001:db8::1', port: 1 }, { host: '2001:db8::2', port: 2 }),
    ],
    ['deny 127.0.0.0/8', local],
  ])('%s refuses the device, before a handshake', async (rule, header) => {
    const system = await start({ ...changes, limits: rules(rule) });
    const device = await open(system);
    await device.write(header);
    await device.ended;
    expect(refusals(system)).toMatchObject({ access_denied: 1, proxy_protocol: 0 });
    expect(system.handler.callbacks).toEqual([]);
  });

  it('waiting is ended by the stop, and is no refusal', async () => {
    const system = await start(changes);
    const device = await open(system);
    await device.write(text.subarray(0, 10));
    const other = await open(system);
    await other.write('garbage');
    await other.ended;
    await system.gateway.stop();
    await device.ended;
    expect(refusals(system)?.proxy_protocol).toBe(1);
  });
});

it('the rules let in a device whatever the proxy is', async () => {
  const system = await start({ limits: rules('allow 192.0.2.1', 'deny all') });
  await (await open(system)).write(text);
  await system.handler.untilMethod('OnSocketCreated');
});

it('max_conn_rate counts devices, no health checks', async () => {
  const clock = new VirtualClock();
  const system = await start({ limits: { connectionRate: { rate: 1, burst: 2 } } }, { clock });
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
  const system = await start({ limits: { maxConnections: 20 } });
  const devices = await Promise.all(Array.from({ length: 100 }, () => open(system)));
  let ended = 0;
  for (const device of devices) void device.ended.then(() => (ended += 1));
  await Promise.all(devices.map((device) => device.write(text).catch(() => undefined)));
  await until(() => created(system) === 20 && ended === 80, '20 are in and 80 are out');
  expect(refusals(system)).toMatchObject({ max_connections: 80, proxy_protocol: 0 });
});
