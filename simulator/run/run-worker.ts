import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { SelfReport } from '../measure/self-monitor.ts';
import { SimulatorError } from '../simulator-error.ts';
import type { ShardInterval } from './run-shard.ts';
import type { SimulationPlan } from './simulation-plan.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/**
 * Runs a plan's part of the devices in a process of its own, which has its own core and its own descriptors.
 *
 * @throws {SimulatorError} `WORKER_DIED`
 */
export function runWorker(
  plan: SimulationPlan,
  tell: (interval: ShardInterval) => void,
  stopped: AbortSignal,
): Promise<SelfReport> {
  const exproto = createRequire(import.meta.url).resolve('#exproto');
  const child = fork(join(exproto, '../../simulator/run/worker-process.js'));
  const send = (message: ToWorker) => void (child.connected && child.send(message));
  const stop = () => send({ type: 'stop' });
  stopped.addEventListener('abort', stop);
  const { index, count } = plan.load.shard;
  const died = (reason: string) =>
    new SimulatorError(
      'WORKER_DIED',
      `worker ${index + 1} of ${count} ended: ${reason}: run with fewer devices`,
    );
  return new Promise<SelfReport>((resolve, reject) => {
    child.on('message', (message: FromWorker) => {
      if (message.type === 'interval') tell(message.interval);
      else if (message.type === 'done') resolve(message.report);
      else reject(died(message.message));
    });
    child.once('error', (error) => reject(died(error.message)));
    child.once('exit', (code, signal) => reject(died(signal ?? `exit code ${code}`)));
    send({ type: 'start', plan });
    if (stopped.aborted) stop();
  }).finally(() => stopped.removeEventListener('abort', stop));
}
