import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestOf } from './digest.ts';

describe('digestOf', () => {
  it('is the sha-256 of the canonical form', () => {
    const form = '{"a":[{"c":"ü →","d":null}],"b":1}';
    const expected = createHash('sha256').update(form).digest('hex');
    expect(digestOf({ b: 1, a: [{ d: null, c: 'ü →' }] })).toBe(expected);
  });

  it('is the same for the same report, however its file is laid out', () => {
    const report = { verdict: 'passed', rules: [{ id: 'EXP-BYTE-001', transports: { udp: 1, tcp: 2 } }] };
    expect(digestOf(JSON.parse(JSON.stringify(report, undefined, 2)))).toBe(digestOf(report));
  });

  it('differs when anything differs', () => {
    const reports = [{ a: [1, 2] }, { a: [2, 1] }, { a: '1,2' }, { a: { 0: 1, 1: 2 } }, { b: [1, 2] }];
    expect(new Set(reports.map(digestOf)).size).toBe(reports.length);
  });
});
