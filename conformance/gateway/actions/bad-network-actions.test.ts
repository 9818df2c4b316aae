import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { impair } from './bad-network-actions.ts';

describe('a bad network', () => {
  const sent = Array.from({ length: 200 }, (_, index) => ({ from: 'c1', bytes: Buffer.from(String(index)) }));
  const arriving = impair(sent, new Random(7), { doubles: true }).map(({ bytes }) =>
    Number(bytes.toString()),
  );

  it('loses, doubles and reorders', () => {
    expect(new Set(arriving).size).toBeLessThan(sent.length);
    expect(arriving.some((each, index) => each === arriving[index - 1])).toBe(true);
    expect(arriving.some((each, index) => each < (arriving[index - 1] ?? 0))).toBe(true);
  });

  it('brings nothing more than twice', () => {
    for (const each of new Set(arriving))
      expect(arriving.filter((other) => other === each).length).toBeLessThan(3);
  });

  it('doubles nothing where it must not', () => {
    const once = impair(sent, new Random(7), { doubles: false });
    expect(new Set(once).size).toBe(once.length);
  });

  it('does the same for the same seed', () => {
    expect(
      impair(sent, new Random(7), { doubles: true }).map(({ bytes }) => Number(bytes.toString())),
    ).toEqual(arriving);
  });
});
