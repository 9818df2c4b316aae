import { describe, expect, it } from 'vitest';
import { writeTemporary } from '../../fixtures/run-exproto.ts';
import { readKnownHandlerFailures } from './read-known-handler-failures.ts';

const read = (text: string) => readKnownHandlerFailures(writeTemporary('known.yaml', text));

describe('readKnownHandlerFailures', () => {
  it('reads a list', () => {
    const entry = { rule: 'EXH-BYTES-002', reason: 'never sent' };
    expect(read('- rule: EXH-BYTES-002\n  reason: never sent\n')).toEqual([entry]);
  });

  it.each([
    ['- rule: EXP-BYTE-001\n  reason: no\n', 'known.yaml:1: there is no rule EXP-BYTE-001'],
    ['- rule: EXH-BYTES-002\n', 'known.yaml:1: reason is missing'],
    ['- rule: EXH-BYTES-002\n  reason: " "\n', 'known.yaml:2: reason is empty'],
    ['rule: EXH-BYTES-002\n', 'the file is a list of entries'],
  ])('refuses %j', (text, words) => {
    expect(() => read(text)).toThrow(words);
  });
});
