import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SimulationOptions } from '../run/simulate.ts';
import { isBuiltIn } from '../script/load-script.ts';
import type { LoadFacts } from './messages.ts';

/** What must be the same in all parts of a run, under the names of the options. */
export function loadFacts({
  load,
  shard,
  target,
  size,
  impairment,
  profile = 'echo',
}: SimulationOptions): LoadFacts {
  const { knobs, backOff: _, connectTimeout: __, ...rest } = load;
  const facts = {
    ...rest,
    parts: shard?.count ?? 1,
    transport: target?.transport,
    size,
    impairment,
    profile: contentOf(profile),
    ...knobs,
  };
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : (JSON.stringify(value) ?? 'missing'),
    ]),
  );
}

/** A file may have another name elsewhere, or be an older one: what counts is what stands in it. */
function contentOf(profile: string): string {
  if (isBuiltIn(profile)) return profile;
  try {
    return createHash('sha256').update(readFileSync(profile)).digest('hex').slice(0, 12);
  } catch {
    // Reading it as a profile will say what is wrong.
    return profile;
  }
}
