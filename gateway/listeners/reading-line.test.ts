import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';
import { Alarms } from '../clock/alarms.ts';
import { Throughput } from '../limits/throughput.ts';
import { type Reader, ReadingLine } from './reading-line.ts';

/** A line for one read a second, of readers that always want to read. */
class Readers {
  readonly clock = new VirtualClock();
  readonly line: ReadingLine;
  readonly reads: string[] = [];

  constructor() {
    const throughput = new Throughput({ bytesRate: undefined, messagesRate: 1 }, 0);
    this.line = new ReadingLine(throughput, this.clock, new Alarms(this.clock));
  }

  add(name: string): Reader {
    const reader = {
      proceed: () => {
        this.line.charge(1);
        this.reads.push(name);
        this.line.join(reader);
      },
    };
    this.line.join(reader);
    return reader;
  }
}

describe('a line of readers', () => {
  it('is open until the limit is used up, and again when it is not', () => {
    const { line, clock } = new Readers();
    expect(line.open).toBe(true);
    line.charge(1);
    expect(line.open).toBe(false);
    clock.pass(1_000);
    expect(line.open).toBe(true);
  });

  it('lets nobody pass those that wait', () => {
    const readers = new Readers();
    readers.add('a');
    expect(readers.line.open).toBe(false);
  });

  it('gives each its turn', () => {
    const readers = new Readers();
    for (const name of ['a', 'b', 'c']) readers.add(name);
    readers.clock.pass(6_500);
    expect(readers.reads.join('')).toBe('abcabca');
  });

  it('forgets who leaves, and wakes nobody for nobody', () => {
    const readers = new Readers();
    const [first, second] = ['a', 'b'].map((name) => readers.add(name));
    if (first === undefined || second === undefined) throw new Error('no readers');
    readers.line.leave(first);
    readers.clock.pass(25);
    expect(readers.reads).toEqual(['b']);
    readers.line.leave(second);
    readers.clock.pass(60_000);
    expect(readers.reads).toEqual(['b']);
    expect(readers.clock.pending).toBe(0);
  });
});
