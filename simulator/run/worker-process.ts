import { runShard } from './run-shard.ts';
import type { SimulationPlan } from './simulation-plan.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

// Run by fork(): makes a part of the load, and tells its parent what it measures.
const stop = new AbortController();
const send = (message: FromWorker) => process.send?.(message);

process.on('message', (message: ToWorker) => {
  if (message.type === 'stop') stop.abort();
  else void run(message.plan);
});
// Ctrl-C is for the parent, which says when to stop.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

async function run(plan: SimulationPlan): Promise<void> {
  try {
    const report = await runShard(plan, (interval) => send({ type: 'interval', interval }), stop.signal);
    send({ type: 'done', report });
  } catch (error) {
    send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
  process.disconnect?.();
}
