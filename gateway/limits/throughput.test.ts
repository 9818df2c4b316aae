import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { Throughput } from './throughput.ts';

describe('a throughput', () => {
  it('without limits is always ready', () => {
    const free = new Throughput({ bytesRate: undefined, messagesRate: undefined }, 0);
    free.charge(1_000_000, 5);
    expect(free.readyAt(5)).toBe(5);
  });

  it('lets a read be paid for afterwards', () => {
    const limited = new Throughput({ bytesRate: 1_000, messagesRate: undefined }, 0);
    limited.charge(999, 0);
    expect(limited.readyAt(0)).toBeLessThanOrEqual(0);
    limited.charge(4_001, 0);
    expect(limited.readyAt(0)).toBe(4_001);
  });

  it('counts reads, however small', () => {
    const limited = new Throughput({ bytesRate: undefined, messagesRate: 2 }, 0);
    limited.charge(1, 0);
    expect(limited.readyAt(0)).toBeLessThanOrEqual(0);
    limited.charge(1, 0);
    expect(limited.readyAt(0)).toBe(500);
  });

  it('waits for the slower of two limits', () => {
    const limited = new Throughput({ bytesRate: 1_000, messagesRate: 1 }, 0);
    limited.charge(1_500, 0);
    expect(limited.readyAt(0)).toBe(1_000);
    const other = new Throughput({ bytesRate: 1_000, messagesRate: 1 }, 0);
    other.charge(3_000, 0);
    expect(other.readyAt(0)).toBe(2_001);
  });

  const reads = fc.array(fc.integer({ min: 1, max: 65_536 }), { maxLength: 30 });
  const rates = fc.integer({ min: 1, max: 1_000_000 });
  test.prop([rates, reads])(
    'of reads that wait is rate x time + burst + a read at most',
    (bytesRate, sizes) => {
      const limited = new Throughput({ bytesRate, messagesRate: undefined }, 0);
      let now = 0;
      let sum = 0;
      for (const size of sizes) {
        now = Math.max(now, limited.readyAt(now));
        limited.charge(size, now);
        sum += size;
        expect(sum).toBeLessThanOrEqual(bytesRate + (bytesRate * now) / 1_000 + size + 1e-6);
      }
    },
  );
});
