import type { SimulationOptions } from '../run/simulate.ts';
import type { LoadFacts } from './messages.ts';

/** What must be the same in all parts of a run, under the names of the options. */
export function loadFacts({ load, shard, target, size, impairment }: SimulationOptions): LoadFacts {
  const { knobs, backOff: _, connectTimeout: __, ...rest } = load;
  const facts = {
    ...rest,
    parts: shard?.count ?? 1,
    transport: target?.transport,
    size,
    impairment,
    ...knobs,
  };
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : (JSON.stringify(value) ?? 'missing'),
    ]),
  );
}
