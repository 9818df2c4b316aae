import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { testSuite } from '../../fixtures/test-world.ts';
import { until } from '../../fixtures/until.ts';
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

  it('ends with the shortest scenario that breaks a rule, where it is to end at the first', async () => {
    const runner = fileURLToPath(new URL('../../dist/fixtures/sabotaged-gateways/run.js', import.meta.url));
    const command = [process.execPath, runner, 'payload-changed'] as const;
    let [done, total] = [0, 0];
    const { verdict, results } = await certify({
      target: { own: true, command, patience: 2_500 },
      transports: ['tcp'],
      only: ['EXP-PUB-004'],
      seed: 1,
      failFast: true,
      progress: (progress) => {
        ({ done, total } = progress);
      },
    });
    expect(verdict).toBe('failed');
    expect(results[0]?.failure?.steps).toHaveLength(4);
    expect(done).toBeLessThan(total);
  });

  it('generates scenarios only, where it is told to', async () => {
    const { verdict, results, scenarioCount } = await certify({
      target: { own: true },
      transports: ['udp'],
      seed: 1,
      generatedOnly: true,
    });
    expect(results.filter((result) => result.verdict === 'failed')).toEqual([]);
    expect(verdict).toBe('inconclusive');
    expect(scenarioCount).toBeLessThanOrEqual(150);
  });

  it('leaves no socket behind, whatever a scenario did', { timeout: 60_000 }, async () => {
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
    const before = sockets();
    await certify({ target: { own: true }, transports: ['tcp'], seed: 1, only: ['EXP-LIMIT-002'] });
    await until(() => sockets() <= before, 'all sockets are closed');
  });
});
