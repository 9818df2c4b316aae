import { createConnection, createServer, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { connect } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { trusting } from '../../fixtures/certificates.ts';
import {
  addressOf,
  binary,
  binary6,
  destination,
  destination6,
  local,
  open,
  refusals,
  source,
  source6,
  startProxied,
  text,
  text6,
} from '../../fixtures/proxied-system.ts';
import { RecordingLog } from '../../fixtures/recording-log.ts';
import type { TestSystem } from '../../fixtures/test-system.ts';
import { until } from '../../fixtures/until.ts';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';

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
    const system = await startProxied();
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

  it('may send all it has and its end with it', async () => {
    const system = await startProxied();
    const device = await open(system);
    const written = device.write(Buffer.concat([header, Buffer.from('hello')]));
    device.end();
    await written;
    await system.handler.untilMethod('OnSocketClosed');
    await system.untilAnswered();
    expect(system.handler.methods()).toEqual(['OnSocketCreated', 'OnReceivedBytes', 'OnSocketClosed']);
    expect(String(system.handler.callbacks[1]?.request.bytes)).toBe('hello');
  });

  it('may be slow, byte by byte', async () => {
    const system = await startProxied();
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
    const system = await startProxied({ tls: {} });
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
  ['version 1', text6],
  ['version 2', binary6],
])('a device on IPv6 is known by its header of %s', async (_, header) => {
  const system = await startProxied();
  await (await open(system)).write(header);
  const { request } = await system.handler.untilMethod('OnSocketCreated');
  expect(request.conninfo).toMatchObject({ peername: source6, sockname: destination6 });
});

it.each([
  ['LOCAL', local],
  ['UNKNOWN', Buffer.from('PROXY UNKNOWN\r\n')],
])('%s leaves the ends of the socket', async (_, header) => {
  const system = await startProxied();
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
    const system = await startProxied(changes, { log });
    const device = await open(system);
    await device.write(bytes);
    await device.ended;
    expect(refusals(system)).toMatchObject({ proxy_protocol: 1, access_denied: 0 });
    expect(log.of('warn')).toEqual(['1 connection refused: proxy_protocol']);
    expect(JSON.stringify(log.lines)).not.toMatch(/world|nowhere/);
    expect(system.handler.callbacks).toEqual([]);
  });

  it('a header that is cut off is refused, one byte is enough', async () => {
    const system = await startProxied(changes);
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
    const system = await startProxied({ ...changes, limits: { maxConnections: 1 } }, { log });
    for (let count = 0; count < 3; count += 1) {
      const device = await open(system);
      device.end();
      await device.ended;
    }
    expect(refusals(system)).toMatchObject({ proxy_protocol: 0, max_connections: 0 });
    expect(log.of('warn')).toEqual([]);
  });

  it('a reset is a refusal only within a header', async () => {
    const clock = new VirtualClock();
    const system = await startProxied(changes, { clock });
    const check = await open(system);
    await turn();
    check.reset();
    const device = await open(system);
    await device.write(text.subarray(0, 10));
    await turn();
    device.reset();
    await until(() => refusals(system)?.proxy_protocol === 1, 'the second is refused');
    clock.pass(60_000);
    expect(refusals(system)?.proxy_protocol).toBe(1);
  });

  it('a header is waited for no longer than its timeout, however it dribbles', async () => {
    const clock = new VirtualClock();
    const system = await startProxied(changes, { clock });
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

  it('waiting is ended by the stop, and is no refusal', async () => {
    const system = await startProxied(changes);
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
