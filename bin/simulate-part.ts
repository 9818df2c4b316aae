import {
  invalidOption,
  type SimulationOptions,
  type SimulationResult,
  simulate,
  simulateTogether,
} from '../simulator/index.ts';
import { duration } from './option-values.ts';
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
    if (run !== undefined) throw invalidOption('--run', run, 'it is for parts that meet: give --nats, too');
    return simulate(options);
  }
  if (run === undefined)
    throw invalidOption('--nats', 'without --run', 'give the run a name that all parts have');
  if (shard === undefined)
    throw invalidOption('--nats', 'without --shard', 'say which part this is, such as 3/20');
  return simulateTogether(options, {
    server: nats,
    run,
    wait: duration('--wait', wait, 1),
    onWaiting: (parts) => process.stderr.write(`exproto: run ${run}: waiting for ${parts}\n`),
    onLost: (reason) => process.stderr.write(`exproto: run ${run}: ${reason}\n`),
  });
}
