import { describe, expect, it } from 'vitest';
import { nearestWord } from './nearest-word.ts';

describe('nearestWord', () => {
  it.each([
    ['ulr', 'url'],
    ['adress', 'address'],
    ['callback_timout', 'callback_timeout'],
    ['URL', undefined],
    ['x', undefined],
    ['', undefined],
    ['completely', undefined],
  ])('finds for %j', (word, nearest) => {
    expect(nearestWord(word, ['url', 'address', 'callback_timeout', 'b'])).toBe(nearest);
  });

  it('prefers the nearer one', () => {
    expect(nearestWord('send_timeou', ['idle_timeout', 'send_timeout'])).toBe('send_timeout');
  });
});
