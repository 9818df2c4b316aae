import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';
import { createRandom } from '../load/random.ts';
import { ImpairedWay } from './impaired-way.ts';
import { parseImpairment } from './impairment.ts';

/** What arrives of a thousand numbered datagrams, one each millisecond. */
function arrivals(text: string, seed = 1): { number: number; delay: number }[] {
  const clock = new VirtualClock();
  const arrived: { number: number; delay: number }[] = [];
  const deliver = (datagram: Buffer) => {
    const number = datagram.readUInt32BE();
    arrived.push({ number, delay: clock.now() - number });
  };
  const way = new ImpairedWay(parseImpairment(text), createRandom(seed), clock, deliver);
  const shared = Buffer.alloc(4);
  for (let number = 0; number < 1_000; number++) {
    shared.writeUInt32BE(number);
    way.send(shared);
    clock.pass(1);
  }
  clock.pass(1_000);
  expect(clock.pending).toBe(0);
  return arrived;
}

const numbers = (arrived: readonly { number: number }[]) => arrived.map(({ number }) => number);

describe('a bad network', () => {
  it('does nothing where it is told nothing', () => {
    expect(arrivals('loss=0%')).toEqual(Array.from({ length: 1_000 }, (_, number) => ({ number, delay: 0 })));
  });

  it('loses', () => {
    const { length } = arrivals('loss=10%');
    expect(length).toBeGreaterThan(860);
    expect(length).toBeLessThan(940);
  });

  it('duplicates', () => {
    const arrived = arrivals('duplication=10%');
    expect(new Set(numbers(arrived)).size).toBe(1_000);
    expect(arrived.length).toBeGreaterThan(1_060);
  });

  it('reorders, and loses nothing by it', () => {
    const arrived = numbers(arrivals('reordering=10%'));
    expect([...arrived].sort((first, second) => first - second)).toEqual(arrived.map((_, index) => index));
    const overtaken = arrived.filter((number, index) => number < (arrived[index - 1] ?? 0)).length;
    expect(overtaken).toBeGreaterThan(50);
  });

  it('delays up to a time', () => {
    const delays = arrivals('delay=50ms').map(({ delay }) => delay);
    expect(delays).toHaveLength(1_000);
    expect(Math.max(...delays)).toBeLessThanOrEqual(50);
    expect(Math.max(...delays)).toBeGreaterThan(45);
  });

  it('does the same for the same seed, and loses the same with other impairments beside it', () => {
    expect(arrivals('loss=5%,delay=9ms,reordering=5%')).toEqual(arrivals('loss=5%,delay=9ms,reordering=5%'));
    expect(numbers(arrivals('loss=5%'))).not.toEqual(numbers(arrivals('loss=5%', 2)));
    const both = new Set(numbers(arrivals('loss=5%,duplication=20%,reordering=20%')));
    expect([...both].sort((first, second) => first - second)).toEqual(numbers(arrivals('loss=5%')));
  });

  it('loses what is on its way when it is stopped', () => {
    const clock = new VirtualClock();
    const arrived: Buffer[] = [];
    const random = createRandom(1);
    const way = new ImpairedWay(parseImpairment('delay=50ms'), random, clock, (datagram) =>
      arrived.push(datagram),
    );
    way.send(Buffer.from('x'));
    way.stop();
    clock.pass(100);
    expect([arrived.length, clock.pending]).toEqual([0, 0]);
  });
});
