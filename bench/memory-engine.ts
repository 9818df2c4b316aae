import { explore } from '../conformance/memory/explore.ts';
import { GatewayInMemory } from '../fixtures/memory-gateways/gateway-in-memory.ts';
import { type Benchmark, count } from './benchmark.ts';

/** Scheduled steps of whole gateways in memory, with the judgement of all that is seen at their edges. */
export const memoryEngine: Benchmark = {
  name: 'memory engine',
  async *run() {
    const began = performance.now();
    const { steps, runs, failure } = await explore((world, plan) => new GatewayInMemory(world, plan), {
      seed: 1,
      runs: 4_000,
    });
    if (failure !== undefined) throw failure.violation ?? failure.crash;
    const seconds = (performance.now() - began) / 1000;
    yield* [
      { what: 'judged steps/s', value: count(steps / seconds), beside: 'goal: above 20,000' },
      { what: 'schedules/s', value: count(runs / seconds), beside: `${count(steps / runs)} steps each` },
    ];
  },
};
