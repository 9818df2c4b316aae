import { describe, expect, it } from 'vitest';
import type { HostPort } from './configuration.ts';
import { overlappingBinds } from './overlapping-binds.ts';

function overlap(first: HostPort, second: HostPort): boolean {
  const binds = [
    { key: 'a', line: 1, bind: first },
    { key: 'b', line: 2, bind: second },
  ];
  return overlappingBinds(binds).length > 0;
}

describe('overlappingBinds', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['0.0.0.0', '127.0.0.1', true],
    ['127.0.0.1', '0.0.0.0', true],
    ['0.0.0.0', '::1', false],
    ['::', '127.0.0.1', true],
    ['0.0.0.0', '::', true],
  ])('%s and %s', (first, second, expected) => {
    expect(overlap({ host: first, port: 1 }, { host: second, port: 1 })).toBe(expected);
    expect(overlap({ host: first, port: 1 }, { host: second, port: 2 })).toBe(false);
    expect(overlap({ host: first, port: 0 }, { host: second, port: 0 })).toBe(false);
  });

  it('blames the later one', () => {
    const bind = { host: '::1', port: 7993 };
    const binds = [
      { key: 'first', line: 3, bind },
      { key: 'second', line: 8, bind },
    ];
    const text = 'second is [::1]:7993: [::1]:7993 is taken by first, expected another port';
    expect(overlappingBinds(binds)).toEqual([{ line: 8, text }]);
  });
});
