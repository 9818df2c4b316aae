import { parseDuration } from '../gateway/config/parse-duration.ts';
import {
  type SimulationOptions,
  type SimulationResult,
  SimulatorError,
  simulate,
  simulateTogether,
} from '../simulator/index.ts';
import type { SimulateOptions } from './simulate-options.ts';

/**
 * Simulates, together with other parts where `--nats` names where they meet.
 *
 * @throws {SimulatorError} as `simulateTogether`
 */
export async function simulatePart(
  { nats, run, shard, wait = '10m' }: Pick<SimulateOptions, 'nats' | 'run' | 'shard' | 'wait'>,
  options: SimulationOptions,
): Promise<SimulationResult> {
  if (nats === undefined) {
    if (run !== undefined) throw invalid('--run', run, 'it is for parts that meet: give --nats, too');
    return simulate(options);
  }
  if (run === undefined) throw invalid('--nats', 'without --run', 'give the run a name that all parts have');
  if (shard === undefined) throw invalid('--nats', 'without --shard', 'say which part this is, such as 3/20');
  const patience = parseDuration(wait, 1);
  if ('problem' in patience) throw invalid('--wait', wait, patience.problem);
  return simulateTogether(options, {
    server: nats,
    run,
    wait: patience.value,
    onWaiting: (parts) => process.stderr.write(`exproto: run ${run}: waiting for ${parts}\n`),
    onLost: (reason) => process.stderr.write(`exproto: run ${run}: ${reason}\n`),
  });
}

function invalid(option: string, value: string, remedy: string): SimulatorError {
  return new SimulatorError('OPTION_INVALID', `${option} ${value}: ${remedy}`, { option, value });
}
