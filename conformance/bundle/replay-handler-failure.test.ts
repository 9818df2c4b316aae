import { describe, expect, it } from 'vitest';
import { allHandlerSabotages } from '../../fixtures/sabotaged-handlers/all-handler-sabotages.ts';
import { LineHandler, lineSamples } from '../../fixtures/sabotaged-handlers/line-handler.ts';
import type { HandlerFailure } from '../handler/run/handler-failure.ts';
import { replayHandlerFailure } from './replay-handler-failure.ts';

const recorded: HandlerFailure = {
  rule: 'EXH-CALL-004',
  expected: '',
  actual: '',
  scenario: 'talk',
  steps: [],
  trace: [],
  output: '',
  replay: { seed: 1, path: 'talk' },
};
const flaky = { ...recorded, held: { run: 1, trace: [] } };

/** Replays with a handler of this process; also how often one was made. */
async function replayWith(make: (adapter: string) => LineHandler, failure: HandlerFailure) {
  let runs = 0;
  const handler = (adapter: string) => {
    runs += 1;
    return make(adapter);
  };
  return { ...(await replayHandlerFailure(failure, { handler, samples: lineSamples })), runs };
}

function broken(adapter: string): LineHandler {
  const sabotage = allHandlerSabotages.find(({ name }) => name === 'publishes-before');
  if (sabotage === undefined) throw new Error('there is no such handler');
  return sabotage.make(adapter);
}

describe('replayHandlerFailure', { timeout: 60_000 }, () => {
  it('plays a failure once', async () => {
    const clean = (adapter: string) => new LineHandler(adapter);
    expect(await replayWith(clean, recorded)).toEqual({ outcome: 'fixed', runs: 1 });
    expect(await replayWith(broken, recorded)).toMatchObject({
      outcome: 'failed',
      runs: 1,
      failure: { rule: 'EXH-CALL-004' },
    });
  });

  it('calls a flaky failure fixed when it held many times', async () => {
    const clean = (adapter: string) => new LineHandler(adapter);
    expect(await replayWith(clean, flaky)).toEqual({ outcome: 'fixed', runs: 10 });
    expect(await replayWith(broken, flaky)).toMatchObject({ outcome: 'failed', runs: 1 });
  });
});
