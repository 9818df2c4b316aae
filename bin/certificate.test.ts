import { describe, expect, it } from 'vitest';
import { runExproto } from '../fixtures/run-exproto.ts';

describe('exproto certify --certify', () => {
  it.each([
    ['--only', 'EXP-BYTE-001'],
    ['--path', 'scenario:takeover'],
    ['--transport', 'tcp'],
    ['--known-failing', 'known.yaml'],
    ['--fail-fast'],
  ])('allows no %s', async (...options) => {
    const { code, errors } = await runExproto('certify', '--certify', ...options);
    expect(code).toBe(2);
    expect(errors).toContain(`option '--certify' cannot be used with option '${options[0]}`);
  });
});
