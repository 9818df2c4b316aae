import { certify } from '../conformance/index.ts';
import { type Benchmark, count } from './benchmark.ts';

/** How fast certification gets on with our own gateway. */
export const certification: Benchmark = {
  name: 'certify',
  async *run() {
    const { scenarioCount, duration, results } = await certify({
      target: { own: true },
      seed: 1,
      mode: 'full',
    });
    const checks = results.reduce((sum, { exercised }) => sum + exercised, 0);
    yield* [
      {
        what: 'scenarios/s, full run',
        value: (scenarioCount / (duration / 1000)).toFixed(1),
        beside: `${count(scenarioCount)} scenarios in ${(duration / 1000).toFixed(1)} s; goal: below 180 s`,
      },
      { what: 'checks/s', value: count(checks / (duration / 1000)), beside: `${count(checks)} checks` },
    ];
  },
};
