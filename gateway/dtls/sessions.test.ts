import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectDtls, exchange, impair, openDtlsServer, trustingDtls } from '../../fixtures/dtls-pair.ts';
import type { DtlsServerSocket } from '../../fixtures/dtls-server-socket.ts';
import { until } from '../../fixtures/until.ts';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';
import { readClientHello } from './client-hello.ts';
import type { DtlsEnd } from './index.ts';

/** Shows that what was sent before has been dealt with: another client gets its words back. */
async function settle(server: DtlsServerSocket): Promise<void> {
  await exchange(await connectDtls(server), 'settle');
}

/** A port that sends datagrams of our choice, and keeps what comes back. */
async function openPort(server: DtlsServerSocket) {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  const received: Buffer[] = [];
  socket.on('message', (datagram) => received.push(datagram));
  const send = (datagram: Uint8Array) =>
    new Promise<void>((resolve) => socket.send(datagram, server.port, '127.0.0.1', () => resolve()));
  return { received, send };
}

/** The datagrams that a client sends in a handshake. */
async function record(server: DtlsServerSocket): Promise<{ hello: Buffer; repeated: Buffer }> {
  const network = await impair(server, { seed: 1 });
  const hellos: Buffer[] = [];
  network.admit = (datagram, towards) => {
    if (towards === 'server' && readClientHello(datagram) !== undefined) hellos.push(datagram);
    return true;
  };
  await connectDtls(network);
  const [hello, repeated] = hellos;
  if (hello === undefined || repeated === undefined) throw new Error('there were no two hellos');
  return { hello, repeated };
}

describe('a DTLS server', () => {
  it('keeps nothing of hellos whose address is not shown', async () => {
    const server = await openDtlsServer();
    const { hello } = await record(server);
    const before = server.peers;
    const ports = await Promise.all(Array.from({ length: 50 }, () => openPort(server)));
    for (const { send } of ports) for (let count = 0; count < 20; count += 1) await send(hello);
    await settle(server);
    expect([server.peers, server.handshakes, server.places]).toEqual([before + 1, 0, before + 1]);
    const answers = ports.flatMap(({ received }) => received);
    expect(answers.length).toBeGreaterThan(0);
    expect(Math.max(...answers.map(({ length }) => length))).toBeLessThan(hello.length);
  });

  it('does not take a cookie from another address', async () => {
    const server = await openDtlsServer();
    const { repeated } = await record(server);
    const { send, received } = await openPort(server);
    await send(repeated);
    await until(() => received.length === 1, 'it is asked for a cookie of its own');
    expect([received[0]?.[13], server.handshakes]).toEqual([3, 0]);
  });

  it('asks whoever may not come for nothing', async () => {
    const server = await openDtlsServer();
    server.permits = false;
    const refused = connectDtls(server, trustingDtls, { handshakeTimeout: 200 });
    await expect(refused).rejects.toThrow('no handshake within 200 ms');
    expect([server.datagrams.sent, server.peers]).toEqual([0, 0]);
  });

  it('begins no handshake without a place', async () => {
    const server = await openDtlsServer();
    server.admits = false;
    const refused = connectDtls(server, trustingDtls, { handshakeTimeout: 200 });
    await expect(refused).rejects.toThrow('no handshake within 200 ms');
    expect([server.peers, server.handshakes]).toEqual([0, 0]);
  });

  it.each([{ maxHandshakes: 3 }, { maxHandshakesPerHost: 3 }])('has %o at most', async (options) => {
    const server = await openDtlsServer({ options: { ...options, handshakeTimeout: 60_000 } });
    const network = await impair(server, { seed: 1 });
    // Every handshake stops where the server has said its part.
    network.admit = (datagram, towards) => towards === 'server' || datagram[13] === 3;
    const late = Array.from({ length: 5 }, () =>
      connectDtls(network, trustingDtls, { handshakeTimeout: 500 }),
    );
    await Promise.allSettled(late);
    expect([server.handshakes, server.places]).toEqual([3, 3]);
    expect(server.crowded).toBeGreaterThanOrEqual(2);
  });

  it('forgets a handshake that is not done in time', async () => {
    const clock = new VirtualClock();
    const server = await openDtlsServer({ clock, options: { handshakeTimeout: 5_000 } });
    const network = await impair(server, { seed: 1 });
    network.admit = (datagram, towards) => towards === 'server' || datagram[13] === 3;
    const late = connectDtls(network, trustingDtls, { handshakeTimeout: 300 });
    await expect(late).rejects.toThrow('no handshake');
    clock.pass(4_900);
    expect([server.handshakes, server.failures]).toEqual([1, []]);
    clock.pass(200);
    expect([server.handshakes, server.places]).toEqual([0, 0]);
    expect(server.failures).toEqual(['no handshake within 5000 ms']);
    expect(clock.pending).toBe(0);
  });

  it('sends again what is not answered', async () => {
    const server = await openDtlsServer({ options: { retransmitAfter: 50 } });
    const network = await impair(server, { seed: 1 });
    let refused = 0;
    network.admit = (datagram, towards) => {
      if (towards === 'server' || datagram[13] === 3 || refused === 6) return true;
      refused += 1;
      return false;
    };
    await exchange(await connectDtls(network, trustingDtls, { retransmitAfter: 10_000 }));
    expect(refused).toBe(6);
  });

  it('hears of the end that a client says, and answers', async () => {
    const server = await openDtlsServer();
    const client = await connectDtls(server);
    await client.close();
    await until(() => server.ends.length === 1, 'the end has come');
    expect(server.ends).toEqual([{ kind: 'closed' }]);
    expect([server.peers, server.places]).toEqual([0, 0]);
  });

  it('says the end to a client', async () => {
    const server = await openDtlsServer();
    const client = await connectDtls(server);
    const end = new Promise<DtlsEnd>((resolve) => {
      client.ended = resolve;
    });
    server.sessions[0]?.close(() => undefined);
    expect(await end).toEqual({ kind: 'closed' });
    await expect(client.send('x')).rejects.toMatchObject({ code: 'DTLS_CLOSED' });
    expect([server.peers, server.places, server.ends]).toEqual([0, 0, []]);
  });

  it('refuses what no record holds, and takes the largest', async () => {
    const server = await openDtlsServer();
    const client = await connectDtls(server);
    await exchange(client, 'x'.repeat(16_384));
    await expect(client.send('x'.repeat(16_385))).rejects.toMatchObject({ code: 'DTLS_MESSAGE_TOO_LONG' });
    await client.send('');
    await exchange(client, 'after');
  });

  it('lets whoever gets a record end the session', async () => {
    const server = await openDtlsServer();
    const client = await connectDtls(server);
    const session = server.sessions[0];
    if (session === undefined) throw new Error('there is no session');
    session.received = () => session.destroy();
    await client.send('x');
    await until(() => server.places === 0, 'the place is free');
    expect(() => session.write(Buffer.from('x'), () => undefined)).toThrow('the DTLS session has ended');
    session.close(() => undefined);
    session.destroy();
  });
});

describe('a client that begins anew from the same port', () => {
  it('has a new session, and the old one ends', async () => {
    const server = await openDtlsServer();
    const client = await connectDtls(server);
    await exchange(client);
    await client.handshake();
    await exchange(client, 'again');
    expect(server.sessions).toHaveLength(2);
    expect(server.ends).toEqual([{ kind: 'replaced' }]);
    expect([server.peers, server.places]).toEqual([1, 1]);
  });

  it('keeps the old session until the new one is there', async () => {
    const server = await openDtlsServer({ options: { handshakeTimeout: 300 } });
    const network = await impair(server, { seed: 1 });
    const { hello } = await record(server);
    const client = await connectDtls(network);
    // In the client's name a hello comes that nobody goes on with.
    await network.inject(client.port, Buffer.from(hello).fill(7, 27, 59));
    await exchange(client, 'still here');
    // The server's part of another handshake never comes.
    network.admit = (datagram, towards) => towards === 'server' || datagram[13] === 3;
    const fresh = client.handshake().catch((error: Error) => error.message);
    await until(() => server.handshakes === 1, 'the new handshake is under way');
    expect(server.ends).toEqual([]);
    client.destroy();
    expect(await fresh).toContain('it was given up');
    await until(() => server.failures.length === 1, 'the new handshake is forgotten');
    expect([server.ends, server.peers, server.places]).toEqual([[], 2, 2]);
  });

  it('is not taken for one by a hello that comes twice', async () => {
    const server = await openDtlsServer();
    const network = await impair(server, { seed: 1 });
    const hellos: Buffer[] = [];
    network.admit = (datagram, towards) => {
      if (towards === 'server' && readClientHello(datagram) !== undefined) hellos.push(datagram);
      return true;
    };
    const client = await connectDtls(network);
    const { sent } = server.datagrams;
    for (const hello of hellos.slice()) await network.inject(client.port, hello);
    await exchange(client);
    expect(server.datagrams.sent).toBe(sent + 1);
    expect([server.sessions.length, server.ends.length, server.handshakes]).toEqual([1, 0, 0]);
  });
});
