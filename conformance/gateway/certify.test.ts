import { describe, expect, it } from 'vitest';
import { testSuite } from '../../fixtures/test-world.ts';
import { type CertifyOptions, certify } from './certify.ts';
import { SuiteError } from './suite-error.ts';

describe('certify', () => {
  it.each<[Omit<CertifyOptions, 'target'>, string, RegExp]>([
    [{ only: ['EXP-NONE-001'] }, 'UNKNOWN_RULE', /no rule EXP-NONE-001/],
    [{ path: 'scenario:nothing' }, 'UNKNOWN_PATH', /scenario:nothing/],
    [{ path: 'x:y', seed: 1 }, 'UNKNOWN_PATH', /x:y/],
    [{ path: '1:2' }, 'UNKNOWN_PATH', /--seed/],
    [{ path: '1:2', seed: 1 }, 'UNKNOWN_PATH', /--transport/],
    [{ path: 'scenario:device-ends', transports: ['udp'] }, 'UNKNOWN_PATH', /says nothing about udp/],
  ])('refuses %j', async (options, code, message) => {
    const error = await certify({ target: { own: true }, ...options }).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(SuiteError);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('refuses a transport that the target has not', async () => {
    const { target } = testSuite();
    const error = await certify({ target, transports: ['tcp', 'ssl'] }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({
      code: 'UNKNOWN_TRANSPORT',
      message: 'a test has no listener ssl: it has tcp, udp; declare listeners.ssl in the target file',
    });
  });
});
