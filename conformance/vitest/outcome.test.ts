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
  it('ends with what runs it again', () => {
    const words = failureOf(result, 'exproto certify --mode stream')?.message.split('\n').at(-1);
    expect(words).toBe('again     exproto certify --mode stream --transport udp --seed 5 --path 3:1');
  });

  it('has what was expected and what happened, for a reporter to compare', () => {
    expect(failureOf(result, undefined)).toMatchObject({
      code: 'EXP-CONN-001',
      expected: 'one call',
      actual: 'two came',
    });
  });
});
