import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bytesReceived, socketClosed, socketCreated } from '../../../fixtures/callbacks.ts';
import { SilentListener } from '../../../fixtures/silent-listener.ts';
import { testSuite, testWorld, verdictOf } from '../../../fixtures/test-world.ts';
import { connectTcp } from './devices/stream-device.ts';
import { LiveConnection } from './live-connection.ts';
import type { Suite, World } from './world.ts';

let listener: SilentListener;
let suite: Suite;
let worlds: World[];

beforeEach(async () => {
  listener = await SilentListener.open();
  suite = testSuite(listener.address);
  worlds = [];
});

afterEach(async () => {
  vi.useRealTimers();
  for (const world of worlds) world.abandon();
  await listener.close();
});

function newWorld(): World {
  const world = testWorld(suite);
  worlds.push(world);
  return world;
}

const connect = (world: World, name = 'c1') => world.connect(name, 'answer');
const portOf = (live: LiveConnection) => live.device.localAddress.port;
const receive = (callback: Parameters<Suite['lobby']['receive']>[0]) => suite.lobby.receive(callback);

/** How long the lobby waits for a device. */
const matchingTime = 1_000;

const useFakeTime = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });

/** Lets a callback come while some device is connecting; what comes back waits for the answer. */
async function whileConnecting(come: () => Promise<unknown>): Promise<() => Promise<unknown>> {
  let answer: Promise<unknown> | undefined;
  const connect = async () => {
    // The lobby has to know of the device before the callback comes.
    await undefined;
    answer = come();
  };
  await suite.lobby.connecting(connect());
  return async () => answer;
}

describe('OnSocketCreated', () => {
  it('comes to the device whose port it names, in whatever order', async () => {
    const world = newWorld();
    const [first, second] = [await connect(world, 'c1'), await connect(world, 'c2')];
    await receive(socketCreated('two', portOf(second)));
    await receive(socketCreated('one', portOf(first)));
    await receive(bytesReceived('', 'two'));
    expect([first.conn, second.conn]).toEqual(['one', 'two']);
    expect([first, second].map((live) => live.callbacks.length)).toEqual([1, 2]);
    expect(world.violation).toBeUndefined();
    expect(suite.lobby.callbackCount).toBe(3);
  });

  it('comes to the device at the listener that it names, where two have the same port', async () => {
    const tcp = {
      address: listener.address,
      limited: { denied: { address: { host: '127.0.0.1', port: 7 } } },
    };
    suite.lobby.target = { ...suite.target, listeners: { tcp } };
    const turnedAway = await connect(newWorld());
    const live = await connect(newWorld());
    const { device } = live;
    turnedAway.device = { ...turnedAway.device, localAddress: device.localAddress, remotePort: 7 };
    await receive(socketCreated('conn', portOf(live), { sockname: listener.address }));
    expect([live.conn, turnedAway.conn]).toEqual(['conn', undefined]);
    turnedAway.device = device;
  });

  it('waits for a device that does not know yet that it has connected', async () => {
    const live = new LiveConnection('c1', newWorld());
    const events = { received: () => undefined, closed: () => undefined };
    live.device = await connectTcp(listener.address, events);
    const answer = await whileConnecting(() => receive(socketCreated('conn', portOf(live))));
    suite.lobby.expect(live);
    await answer();
    expect(live.conn).toBe('conn');
    live.device.destroy();
  });

  it('waits for a device whose handshake takes seconds', async () => {
    const waiting = await connect(newWorld());
    const live = new LiveConnection('c2', newWorld());
    const port = portOf(waiting) + 1;
    live.device = { ...waiting.device, localAddress: { host: '127.0.0.1', port } };
    useFakeTime();
    let connected = () => {};
    const connecting = suite.lobby.connecting(
      new Promise<void>((resolve) => {
        connected = resolve;
      }),
    );
    const answer = receive(socketCreated('conn', port));
    await vi.advanceTimersByTimeAsync(3.5 * matchingTime);
    expect(waiting.conn).toBeUndefined();
    suite.lobby.expect(live);
    connected();
    await Promise.all([connecting, answer]);
    expect([live.conn, waiting.conn]).toEqual(['conn', undefined]);
    live.device = waiting.device;
  });

  it('breaks EXP-CONN-002 when it comes twice', async () => {
    const live = await connect(newWorld());
    for (let count = 0; count < 2; count += 1) await receive(socketCreated('conn', portOf(live)));
    expect(verdictOf(live.world, 'EXP-CONN-002')).toBe('broken');
  });

  it('breaks EXP-CONN-008 when its conn was used before', async () => {
    const world = newWorld();
    const [first, second] = [await connect(world, 'c1'), await connect(world, 'c2')];
    await receive(socketCreated('conn', portOf(first)));
    expect(verdictOf(world, 'EXP-CONN-008')).toBe('held');
    await receive(socketClosed('tcp_closed', 'conn'));
    await receive(socketCreated('conn', portOf(second)));
    expect(verdictOf(world, 'EXP-CONN-008')).toBe('broken');
  });
});

describe('a stranger', () => {
  it('is answered at once when no device is expected', async () => {
    useFakeTime();
    await expect(receive(socketCreated('conn', 1))).resolves.toEqual({ status: 'OK' });
    await expect(receive(bytesReceived('a', 'conn'))).resolves.toEqual({ status: 'OK' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not taken for a device that connects meanwhile', async () => {
    const live = await connect(newWorld());
    useFakeTime();
    live.connectedAt = performance.now() + matchingTime / 2;
    const answer = receive(socketCreated('stranger', 1));
    vi.advanceTimersByTime(matchingTime);
    await expect(answer).resolves.toEqual({ status: 'OK' });
    expect(live.callbacks).toEqual([]);
  });

  it('is taken for a device that has waited as long, since its peername may be wrong', async () => {
    const live = await connect(newWorld());
    useFakeTime();
    live.connectedAt = performance.now();
    const answer = receive(socketCreated('conn', 1));
    vi.advanceTimersByTime(matchingTime);
    await answer;
    expect(live.conn).toBe('conn');
    expect(live.world.violation).toBeUndefined();
  });
});

describe('a scenario that is over', () => {
  it('gets the late OnSocketCreated of its device, and no other scenario does', async () => {
    const [forgotten, live] = [await connect(newWorld()), await connect(newWorld())];
    forgotten.world.abandon();
    await receive(socketCreated('late', portOf(forgotten)));
    expect(forgotten.conn).toBe('late');
    expect(live.callbacks).toEqual([]);
  });

  it('does not get that of a later device with the same port', async () => {
    const forgotten = await connect(newWorld());
    forgotten.world.abandon();
    const later = new LiveConnection('c1', newWorld());
    later.device = forgotten.device;
    const answer = await whileConnecting(() => receive(socketCreated('conn', portOf(later))));
    suite.lobby.expect(later);
    await answer();
    expect([forgotten.conn, later.conn]).toEqual([undefined, 'conn']);
  });
});

describe('an event that nothing announced', () => {
  it('breaks EXP-CONN-001 when only one device can have caused it', async () => {
    const live = await connect(newWorld());
    live.uplink.expect(Buffer.from('ab'));
    await receive(bytesReceived('a', 'unknown'));
    expect(verdictOf(live.world, 'EXP-CONN-001')).toBe('broken');
  });

  it.each([bytesReceived('b', 'unknown'), socketClosed('tcp_closed', 'unknown')])(
    "is nobody's when it carries nothing that the device has sent",
    async (callback) => {
      const live = await connect(newWorld());
      live.uplink.expect(Buffer.from('ab'));
      await receive(callback);
      expect(live.world.violation).toBeUndefined();
    },
  );

  it("is nobody's when several devices can have", async () => {
    const lives = [await connect(newWorld()), await connect(newWorld())];
    await expect(receive(bytesReceived('a', 'unknown'))).resolves.toEqual({ status: 'OK' });
    expect(lives.map(({ world }) => world.violation)).toEqual([undefined, undefined]);
  });
});

describe('a device on UDP', () => {
  const known = async () => {
    suite = { ...testSuite(listener.address, undefined, 'udp'), lobby: suite.lobby };
    const live = await connect(newWorld());
    await receive(socketCreated('first', portOf(live), udp));
    return live;
  };
  const udp = { socktype: 'UDP' } as const;

  it('breaks EXP-DGRAM-005 when it gets a second connection', async () => {
    const live = await known();
    await receive(socketCreated('second', portOf(live), udp));
    expect(verdictOf(live.world, 'EXP-DGRAM-005')).toBe('broken');
  });

  it('may have a second one when the first may have ended', async () => {
    const live = await known();
    live.mayHaveEnded = true;
    await receive(socketCreated('second', portOf(live), udp));
    expect([live.world.violation, live.conn]).toEqual([undefined, 'first']);
  });

  it('is not told from a device on TCP by its port', async () => {
    const live = await known();
    suite = { ...suite, transport: 'tcp' };
    const other = new LiveConnection('c1', newWorld());
    other.device = live.device;
    suite.lobby.target = { ...suite.target, listeners: { tcp: { address: at(1) }, udp: { address: at(2) } } };
    suite.lobby.expect(other);
    await receive(socketCreated('tcp', portOf(live), { sockname: at(1) }));
    expect([other.conn, live.conn]).toEqual(['tcp', 'first']);
  });
});

const at = (port: number) => ({ host: '127.0.0.1', port });
