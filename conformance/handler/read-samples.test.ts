import { describe, expect, it } from 'vitest';
import { writeTemporary } from '../../fixtures/run-exproto.ts';
import { readSamples } from './read-samples.ts';

describe('readSamples', () => {
  it('takes a file byte for byte', () => {
    expect(readSamples([writeTemporary('login', 'ab\n')])).toEqual([Buffer.from('ab\n')]);
  });

  it('takes each line of a .hex file', () => {
    const file = writeTemporary('frames.hex', '# login\n78 78 0d  # start\n\n0D0A\n');
    expect(readSamples([file])).toEqual([Buffer.of(0x78, 0x78, 0x0d), Buffer.of(0x0d, 0x0a)]);
  });

  it.each([
    ['empty', '', 'is empty'],
    ['odd.hex', '78\n7\n', 'odd.hex:2: these are no hexadecimal digits'],
    ['large', 'x'.repeat(70_000), 'has 70000 bytes, more than the 65536'],
  ])('refuses %s', (name, text, words) => {
    expect(() => readSamples([writeTemporary(name, text)])).toThrow(words);
  });

  it('names a file that is not there', () => {
    expect(() => readSamples(['/nowhere/frames.hex'])).toThrow('/nowhere/frames.hex');
  });
});
