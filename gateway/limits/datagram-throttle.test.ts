import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../config/default-limits.ts';
import { DatagramThrottle, DatagramThroughput } from './datagram-throttle.ts';
import type { ThroughputLimits } from './listener-limits.ts';

const none: ThroughputLimits = { bytesRate: undefined, messagesRate: undefined };

function limits(perConnection: Partial<ThroughputLimits>, perListener: Partial<ThroughputLimits> = {}) {
  return {
    ...defaultLimits(),
    perConnection: { ...none, ...perConnection },
    perListener: { ...none, ...perListener },
  };
}

function open(...parameters: Parameters<typeof limits>): DatagramThrottle {
  return new DatagramThrottle(new DatagramThroughput(limits(...parameters), 0), 0);
}

describe('a throttle of datagrams', () => {
  it('takes everything where there is no limit', () => {
    const peer = open({});
    for (let count = 0; count < 1_000; count += 1) expect(peer.take(65_507, 0)).toBeUndefined();
  });

  it.each([
    ['max_bytes_rate', open({ bytesRate: 100 })],
    ['max_messages_rate', open({ messagesRate: 1 })],
    ['listener_max_bytes_rate', open({}, { bytesRate: 100 })],
    ['listener_max_messages_rate', open({}, { messagesRate: 1 })],
  ] as const)('drops what is above %s, and takes it when time has passed', (reason, peer) => {
    expect(peer.take(100, 0)).toBeUndefined();
    expect(peer.take(100, 999)).toBe(reason);
    expect(peer.take(100, 1_000)).toBeUndefined();
  });

  it('never takes a datagram that is larger than a second gives, and a smaller one all the same', () => {
    const peer = open({ bytesRate: 100 });
    expect(peer.take(101, 1_000_000)).toBe('max_bytes_rate');
    expect(peer.take(100, 1_000_000)).toBeUndefined();
  });

  it('pays for nothing that it drops', () => {
    const throughput = new DatagramThroughput(limits({ messagesRate: 1 }, { bytesRate: 200 }), 0);
    const [loud, quiet] = [new DatagramThrottle(throughput, 0), new DatagramThrottle(throughput, 0)];
    expect(loud.take(100, 0)).toBeUndefined();
    for (let count = 0; count < 10; count += 1) expect(loud.take(100, 0)).toBe('max_messages_rate');
    expect(quiet.take(100, 0)).toBeUndefined();
  });

  it('takes over other limits, and keeps a debt where they are the same', () => {
    const throughput = new DatagramThroughput(limits({ messagesRate: 1 }), 0);
    const peer = new DatagramThrottle(throughput, 0);
    peer.take(1, 0);
    throughput.change(limits({ messagesRate: 1 }), 0);
    expect(peer.take(1, 0)).toBe('max_messages_rate');
    throughput.change(limits({ messagesRate: 2 }), 0);
    expect([peer.take(1, 0), peer.take(1, 0), peer.take(1, 0)]).toEqual([
      undefined,
      undefined,
      'max_messages_rate',
    ]);
    throughput.change(limits({}, { bytesRate: 5 }), 0);
    expect([peer.take(5, 0), peer.take(1, 0)]).toEqual([undefined, 'listener_max_bytes_rate']);
  });

  const datagrams = fc.array(
    fc.record({ size: fc.integer({ min: 1, max: 65_507 }), wait: fc.integer({ min: 0, max: 3_000 }) }),
  );
  test.prop([fc.integer({ min: 1, max: 1_000_000 }), datagrams])(
    'takes rate x time + burst at most',
    (bytesRate, course) => {
      const peer = open({ bytesRate });
      let [now, taken] = [0, 0];
      for (const { size, wait } of course) {
        now += wait;
        if (peer.take(size, now) === undefined) taken += size;
      }
      expect(taken).toBeLessThanOrEqual(bytesRate + (bytesRate * now) / 1_000 + 1e-6);
    },
  );
});
