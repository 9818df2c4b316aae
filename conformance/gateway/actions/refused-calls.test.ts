import { describe, expect, it } from 'vitest';
import { findRule } from '../../rules/catalogue.ts';
import { Model } from '../model/model.ts';
import { refusedCalls } from './refused-calls.ts';

/** A connection before and after Authenticate. */
function connectionOf(clientid: string | undefined) {
  const model = new Model();
  model.connect('c1');
  model.get('c1').clientid = clientid;
  return model.get('c1');
}

describe('refused calls', () => {
  it('have names of their own', () => {
    const kinds = refusedCalls.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it.each(refusedCalls)('$kind must answer what its rule says', ({ rule, code, method, kind }) => {
    expect(findRule(rule)?.text).toContain(code);
    expect(kind).toContain(method);
  });

  it.each(refusedCalls)('$kind needs what its rule needs', ({ rule, needs }) => {
    expect(needs).toBe(findRule(rule)?.needs);
  });

  it.each(refusedCalls)('$kind applies to some connection', ({ applies }) => {
    expect([undefined, 'a'].some((clientid) => applies(connectionOf(clientid)))).toBe(true);
  });

  // Of two faults in one call either may be reported: docs/protocol.md, section 6.
  it.each(refusedCalls.filter(({ method }) => ['Publish', 'Subscribe', 'Unsubscribe'].includes(method)))(
    '$kind is refused for that alone',
    ({ kind, applies }) => {
      expect(applies(connectionOf('a'))).toBe(!kind.endsWith('before Authenticate'));
    },
  );
});
