import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shellWord } from './shell-word.ts';

it.each(['a/plain-word_1.yaml', 'two words', "it's", '$HOME `id` "x"', ''])(
  'a shell takes %j as it is',
  (text) => {
    expect(execFileSync('/bin/sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
  },
);

it('leaves plain words without quotes', () => {
  expect(shellWord('127.0.0.1:9001')).toBe('127.0.0.1:9001');
});
