import { describe, expect, it } from 'vitest';
import type { RuleResult } from '../judge/verdict.ts';
import { findRule } from '../rules/catalogue.ts';
import { failureOf } from './outcome.ts';

const rule = findRule('EXP-CONN-001');
const failure = {
  rule: 'EXP-CONN-001',
  expected: 'one call',
  actual: 'two came',
  scenario: 'generated',
  steps: [],
  trace: [],
  replay: { transport: 'udp', seed: 5, path: '3:1' },
} as const;
const result = { rule, verdict: 'failed', failure } as unknown as RuleResult;

describe('failureOf', () => {
  it.each([
    ['gateways/mine.yaml', 'exproto certify --target gateways/mine.yaml --transport udp --seed 5 --path 3:1'],
    [{ own: true }, 'exproto certify --transport udp --seed 5 --path 3:1'],
    [
      { own: true, service: 'ConnectionHandler' },
      'exproto certify --service ConnectionHandler --transport udp --seed 5 --path 3:1',
    ],
    [
      { own: true, command: ['mine'] },
      "certify({ target, transports: ['udp'], seed: 5, path: '3:1' }) of exproto-kit/conformance, with the same target",
    ],
  ] as const)('ends with what runs %j again', (target, words) => {
    expect(failureOf(result, target)?.message.split('\n').at(-1)).toBe(`again     ${words}`);
  });

  it('has what was expected and what happened, for a reporter to compare', () => {
    expect(failureOf(result, 'mine.yaml')).toMatchObject({
      code: 'EXP-CONN-001',
      expected: 'one call',
      actual: 'two came',
    });
  });
});
