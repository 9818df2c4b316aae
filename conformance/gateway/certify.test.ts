import { describe, expect, it } from 'vitest';
import { certify } from './certify.ts';
import { SuiteError } from './suite-error.ts';

describe('certify', () => {
  it.each([
    [{ only: ['EXP-NONE-001'] }, 'UNKNOWN_RULE', /no rule EXP-NONE-001/],
    [{ path: 'scenario:nothing' }, 'UNKNOWN_PATH', /scenario:nothing/],
    [{ path: 'x:y', seed: 1 }, 'UNKNOWN_PATH', /x:y/],
    [{ path: '1:2' }, 'UNKNOWN_PATH', /--seed/],
  ])('refuses %j', async (options, code, message) => {
    const error = await certify({ target: { own: true }, ...options }).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(SuiteError);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });
});
