import { describe, expect, it } from 'vitest';
import type { AuthorizationRule } from '../config/configuration.ts';
import { createAuthorizer } from './authorizer.ts';

function client(clientid: string) {
  return { protocolName: 'p', protocolVersion: '1', clientid, username: '', mountpoint: '' };
}

/** Who may do what, written as `client action topic`. */
function asks(rules: readonly AuthorizationRule[], otherwise: 'allow' | 'deny', question: string): boolean {
  const [clientid = '', action = '', topic = ''] = question.split(' ');
  return createAuthorizer(rules, otherwise)(client(clientid), action as 'publish' | 'subscribe', topic);
}

describe('without a rule that matches', () => {
  it.each(['allow', 'deny'] as const)('the answer is %s', (otherwise) => {
    const rules: AuthorizationRule[] = [{ permit: 'allow', action: 'all', topic: 'other' }];
    expect(asks(rules, otherwise, 'device publish a')).toBe(otherwise === 'allow');
    expect(asks([], otherwise, 'device subscribe #')).toBe(otherwise === 'allow');
  });
});

describe('a rule', () => {
  it.each([
    ['device publish a/b', true],
    ['device publish a', false],
    ['device subscribe a/b', false],
    ['other publish a/b', false],
  ])('for one client and one action answers %j with %j', (question, allowed) => {
    const rule = { permit: 'allow', action: 'publish', topic: 'a/+', clientid: 'device' } as const;
    expect(asks([rule], 'deny', question)).toBe(allowed);
  });

  it('that comes first decides', () => {
    const rules: AuthorizationRule[] = [
      { permit: 'deny', action: 'publish', topic: 'a/secret' },
      { permit: 'allow', action: 'all', topic: 'a/#' },
      { permit: 'deny', action: 'all', topic: '#' },
    ];
    const questions = ['d publish a/secret', 'd publish a/b', 'd publish b'];
    expect(questions.map((question) => asks(rules, 'allow', question))).toEqual([false, true, false]);
  });

  it.each([
    ['device subscribe a/b', true],
    ['device subscribe a/#', true],
    ['device subscribe +/b', false],
    ['device subscribe #', false],
  ])('that allows a/# answers %j with %j: no other topic may come', (question, allowed) => {
    expect(asks([{ permit: 'allow', action: 'all', topic: 'a/#' }], 'deny', question)).toBe(allowed);
  });

  it.each([
    ['device subscribe a/b', false],
    ['device subscribe a/+', false],
    ['device subscribe #', false],
    ['device subscribe b/#', true],
    ['device subscribe a', true],
  ])('that denies a/b/# and a/+ answers %j with %j: none of their topics may come', (question, allowed) => {
    const rules: AuthorizationRule[] = [
      { permit: 'deny', action: 'subscribe', topic: 'a/b/#' },
      { permit: 'deny', action: 'subscribe', topic: 'a/+' },
    ];
    expect(asks(rules, 'allow', question)).toBe(allowed);
  });
});
