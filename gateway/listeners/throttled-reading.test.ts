import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';
import { Alarms } from '../clock/alarms.ts';
import { Throughput } from '../limits/throughput.ts';
import { ReadingLine } from './reading-line.ts';
import { ThrottledReading } from './throttled-reading.ts';

/** A socket at 10 bytes per second of its own, and 15 of the listener. */
class Upload {
  readonly clock = new VirtualClock();
  readonly socket = new Readable({ read: () => undefined });
  readonly reading: ThrottledReading;
  /** The limit of all devices together. */
  readonly shared: ReadingLine;
  /** Called with each read. */
  read: () => void = () => undefined;
  /** The connection's own wish. */
  paused = false;
  throttled = false;
  limited = true;
  ended = false;
  sent = '';
  received = '';

  constructor() {
    const alarms = new Alarms(this.clock);
    const lineOf = (bytesRate: number) => {
      const throughput = new Throughput({ bytesRate, messagesRate: undefined }, 0);
      return new ReadingLine(throughput, this.clock, alarms);
    };
    this.shared = lineOf(15);
    this.reading = new ThrottledReading(this.socket, [lineOf(10), this.shared]);
    this.socket.on('end', () => {
      this.ended = true;
    });
    this.reading.received = (bytes) => {
      expect(this.paused).toBe(false);
      expect(this.throttled).toBe(false);
      // What is read now is paid for afterwards; all before must have been paid for.
      if (this.limited) expect(this.received.length).toBeLessThan(10 + this.clock.now() / 100);
      this.received += Buffer.from(bytes).toString('latin1');
      this.read();
    };
    this.reading.throttled = (active) => {
      expect(active).not.toBe(this.throttled);
      this.throttled = active;
    };
  }

  async push(size: number): Promise<void> {
    const letters = Array.from({ length: size }, (_, index) =>
      String.fromCharCode(97 + ((this.sent.length + index) % 26)),
    );
    this.sent += letters.join('');
    this.socket.push(letters.join(''), 'latin1');
    await turn();
  }

  async pause(): Promise<void> {
    this.paused = true;
    this.reading.pause();
    await turn();
  }

  async resume(): Promise<void> {
    this.paused = false;
    this.reading.resume();
    await turn();
  }

  async pass(milliseconds: number): Promise<void> {
    this.clock.pass(milliseconds);
    await turn();
  }
}

describe('a throttled reading', () => {
  it('takes a read whole, and the next one when that is paid for', async () => {
    const upload = new Upload();
    await upload.push(30);
    await upload.push(5);
    expect(upload.received).toHaveLength(30);
    expect(upload.throttled).toBe(true);
    await upload.pass(2_000);
    expect(upload.received).toHaveLength(30);
    await upload.pass(200);
    expect(upload.received).toBe(upload.sent);
    expect(upload.throttled).toBe(false);
  });

  it('waits for the connection when the limit does not hold it any more', async () => {
    const upload = new Upload();
    await upload.push(30);
    await upload.push(5);
    await upload.pause();
    await upload.pass(60_000);
    expect(upload.received).toHaveLength(30);
    expect(upload.throttled).toBe(false);
    await upload.resume();
    expect(upload.received).toBe(upload.sent);
  });

  it('waits for the limit when the connection does not hold it any more', async () => {
    const upload = new Upload();
    await upload.push(30);
    await upload.push(5);
    await upload.pause();
    await upload.resume();
    expect(upload.received).toHaveLength(30);
    await upload.pass(60_000);
    expect(upload.received).toBe(upload.sent);
  });

  it('stays paused when the connection wants no more than one read', async () => {
    const upload = new Upload();
    await upload.push(30);
    await upload.push(5);
    upload.read = () => void upload.pause();
    await upload.pass(2_200);
    await upload.pass(60_000);
    await upload.push(1);
    expect(upload.received).toHaveLength(35);
    await upload.resume();
    expect(upload.received).toBe(upload.sent);
  });

  it('waits for the limit of all when its own does not hold it any more', async () => {
    const upload = new Upload();
    await upload.push(30);
    await upload.push(5);
    upload.shared.charge(150);
    await upload.pass(10_000);
    expect(upload.received).toHaveLength(30);
    await upload.pass(2_000);
    expect(upload.received).toBe(upload.sent);
  });

  it('tells of the end behind the last bytes', async () => {
    const upload = new Upload();
    await upload.push(30);
    await upload.push(5);
    upload.socket.push(null);
    await turn();
    expect(upload.ended).toBe(false);
    await upload.pass(60_000);
    expect(upload.received).toBe(upload.sent);
    expect(upload.ended).toBe(true);
  });

  it('has no limit any more once it is released', async () => {
    const upload = new Upload();
    await upload.push(30);
    await upload.push(5);
    Object.assign(upload, { throttled: false, limited: false });
    upload.reading.release();
    for (let count = 0; count < 5; count += 1) await upload.push(30);
    expect(upload.received).toBe(upload.sent);
    await upload.pass(25);
    expect(upload.clock.pending).toBe(0);
  });

  it('reads what waits by its new limits, and loses nothing', async () => {
    const upload = new Upload();
    upload.limited = false;
    await upload.push(30);
    await upload.push(5);
    expect(upload.throttled).toBe(true);
    const throughput = new Throughput({ bytesRate: 1, messagesRate: undefined }, upload.clock.now());
    upload.reading.change([new ReadingLine(throughput, upload.clock, new Alarms(upload.clock))]);
    expect(upload.throttled).toBe(false);
    await turn();
    expect(upload.received).toBe(upload.sent);
    await upload.push(1);
    expect(upload.throttled).toBe(true);
    await upload.pass(5_025);
    expect(upload.received).toBe(upload.sent);
  });

  it('stays paused when its limits change', async () => {
    const upload = new Upload();
    upload.limited = false;
    await upload.push(30);
    await upload.push(5);
    await upload.pause();
    upload.reading.change([]);
    await turn();
    expect(upload.received).toHaveLength(30);
    await upload.resume();
    expect(upload.received).toBe(upload.sent);
  });

  it('leaves nobody to be woken when its socket is closed', async () => {
    const upload = new Upload();
    await upload.push(30);
    await upload.push(5);
    upload.socket.destroy();
    await turn();
    await upload.pass(25);
    expect(upload.clock.pending).toBe(0);
  });

  const steps = fc.array(
    fc.oneof(
      fc.record({ type: fc.constant('push' as const), size: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ type: fc.constant('pass' as const), size: fc.constantFrom(10, 500, 3_000) }),
      fc.record({ type: fc.constantFrom('pause' as const, 'resume' as const), size: fc.constant(0) }),
    ),
    { maxLength: 40 },
  );
  test.prop([steps])('loses nothing, and is no faster than its limit, in any course', async (course) => {
    const upload = new Upload();
    for (const { type, size } of course) {
      await upload[type](size);
      expect(upload.sent.startsWith(upload.received)).toBe(true);
    }
    upload.socket.push(null);
    await upload.resume();
    await upload.pass(1_000_000);
    expect(upload.received).toBe(upload.sent);
    expect(upload.ended).toBe(true);
  });
});
