import { describe, expect, it } from 'vitest';
import { exproto } from '../../fixtures/run-exproto.ts';
import { freePorts, gatewayFile, sabotagedGateway, targetFile } from '../../fixtures/target-file.ts';
import { readTarget } from '../gateway/target/read-target.ts';
import { startProcess } from '../gateway/target/start-process.ts';
import type { Failure } from '../judge/scoreboard.ts';
import { type Replay, replayFailure } from './replay-failure.ts';

const recorded: Failure = {
  rule: 'EXP-CODE-019',
  expected: '',
  actual: '',
  scenario: '',
  steps: [],
  trace: [],
  replay: { transport: 'tcp', seed: 1, path: 'scenario:refuses-starttimer-with-type-99' },
};

/** Replays on a gateway that runs already; also how often the scenario was run. */
async function replayOn(program: readonly string[], failure: Failure): Promise<Replay & { runs: number }> {
  const ports = await freePorts();
  const command = [process.execPath, ...program, '--config', gatewayFile(ports)] as const;
  const gateway = await startProcess(command, 10_000);
  try {
    await gateway.untilOutput(/^ready$/m);
    let runs = 0;
    const replay = await replayFailure(failure, readTarget(targetFile(ports)), ({ phase }) => {
      if (phase === 'starting') runs += 1;
    });
    return { ...replay, runs };
  } finally {
    await gateway.stop();
  }
}

describe('replayFailure', { timeout: 60_000 }, () => {
  it('runs a failure once', async () => {
    await expect(replayOn([exproto, 'gateway'], recorded)).resolves.toEqual({ outcome: 'fixed', runs: 1 });
    const broken = await replayOn([sabotagedGateway, 'timer-types-unchecked'], recorded);
    expect(broken).toMatchObject({ outcome: 'failed', runs: 1, failure: { rule: 'EXP-CODE-019' } });
  });

  it('calls a flaky failure fixed when it held many times', async () => {
    const flaky = { ...recorded, held: { run: 1, trace: [] } };
    await expect(replayOn([exproto, 'gateway'], flaky)).resolves.toEqual({ outcome: 'fixed', runs: 10 });
    const broken = await replayOn([sabotagedGateway, 'timer-types-unchecked-once'], flaky);
    expect(broken).toMatchObject({ outcome: 'failed', runs: 1 });
  });
});
