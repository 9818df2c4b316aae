import { watchMetrics } from './metrics-watch.ts';
import { watchProcess } from './process-watch.ts';
import type { TargetWatch } from './target-watch.ts';

/**
 * Watches a target by what is known of it: its metrics, else its process, else not at all.
 *
 * @throws {SimulatorError} `TARGET_UNREACHABLE`, `OPTION_INVALID`
 */
export async function watchTarget(
  pid: number | undefined,
  metrics: string | undefined,
): Promise<TargetWatch | undefined> {
  if (metrics !== undefined) return watchMetrics(metrics);
  return pid === undefined ? undefined : watchProcess(pid);
}
