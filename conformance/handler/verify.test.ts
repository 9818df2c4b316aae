import { describe, expect, it } from 'vitest';
import { allHandlerSabotages } from '../../fixtures/sabotaged-handlers/all-handler-sabotages.ts';
import { LineHandler, lineSamples } from '../../fixtures/sabotaged-handlers/line-handler.ts';
import { renderTrace } from '../report/render-trace.ts';
import { renderVerification } from './report/verification-report.ts';
import { verifyHandler } from './verify.ts';
import type { VerifyOptions } from './verify-options.ts';

function sabotaged(name: string) {
  const found = allHandlerSabotages.find((sabotage) => sabotage.name === name);
  if (found === undefined) throw new Error(`there is no handler ${name}`);
  return found;
}

function verify(options: Partial<VerifyOptions>) {
  return verifyHandler({
    handler: (adapter) => new LineHandler(adapter),
    samples: lineSamples,
    seed: 5,
    generated: 3,
    ...options,
  });
}

describe('verifyHandler', () => {
  it('finds nothing wrong with a handler that keeps the rules', { timeout: 60_000 }, async () => {
    const { results, methods, handler } = await verify({});
    expect(results.filter(({ failure }) => failure !== undefined)).toEqual([]);
    expect(methods).toEqual(['Authenticate', 'Publish', 'Send', 'StartTimer', 'Subscribe']);
    expect(handler.service).toBe('unary');
  });

  it('shows the shortest conversation, and plays it again by seed and path', async () => {
    const { make: handler } = sabotaged('publishes-before');
    const only = ['EXH-CALL-004'];
    const verification = await verify({ handler, only, path: 'life', generated: 60, failFast: true });
    const failure = verification.results[0]?.failure;
    expect(failure?.actual).toBe('Publish came without one');
    expect(failure?.steps.length).toBeLessThanOrEqual(3);
    expect(renderTrace(failure?.trace ?? []).join('\n')).toContain('Publish to "reports/unknown"');
    const { seed = 0, path = '' } = failure?.replay ?? {};
    expect(renderVerification(verification)).toContain(`seed: ${seed}, path: '${path}'`);

    const replayed = await verify({ handler, only, seed, path });
    expect(replayed.results[0]?.failure?.steps).toEqual(failure?.steps);
    expect(replayed.verdict).toBe('failed');
  });

  it('is content with a failure that is known', async () => {
    const { make: handler, rule } = sabotaged('says-goodbye');
    const known = { only: [rule], path: 'talk', knownFailing: [{ rule, reason: 'politeness' }] };
    const { verdict, results } = await verify({ handler, ...known });
    expect(verdict).toBe('passed');
    expect(results[0]).toMatchObject({ verdict: 'known failure', known: 'politeness' });
  });

  it('does not take silence for a proof', async () => {
    const quiet = () => undefined;
    const handler = {
      OnSocketCreated: quiet,
      OnSocketClosed: quiet,
      OnReceivedBytes: quiet,
      OnTimerTimeout: quiet,
      OnReceivedMessages: quiet,
    };
    const { verdict, results } = await verify({ handler, only: ['EXH-CALL-003', 'EXH-ISOLATION-001'] });
    expect(results.map((result) => result.verdict)).toEqual(['inconclusive', 'inconclusive']);
    expect(verdict).toBe('inconclusive');
  });

  it.each([
    [{ only: ['EXH-CALL-999'] }, 'UNKNOWN_RULE'],
    [{ path: 'nowhere' }, 'UNKNOWN_PATH'],
    [{ path: 'life:x' }, 'UNKNOWN_PATH'],
  ])('refuses %j', async (options, code) => {
    await expect(verify(options)).rejects.toMatchObject({ code });
  });
});
