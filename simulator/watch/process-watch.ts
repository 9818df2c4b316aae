import { readdirSync } from 'node:fs';
import { residentMemory } from '../../conformance/handler/subject/resident-memory.ts';
import { invalidOption } from '../invalid-option.ts';
import type { TargetWatch } from './target-watch.ts';

/**
 * Watches a process of this machine. One that is gone holds nothing, and that is no measurement.
 *
 * @throws {SimulatorError} `OPTION_INVALID` where there is none
 */
export function watchProcess(pid: number): TargetWatch {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    // It may be somebody else's.
    if ((cause as NodeJS.ErrnoException).code === 'ESRCH')
      throw invalidOption(
        '--target-pid',
        String(pid),
        "there is no such process on this machine: give the number of the target's",
        cause,
      );
  }
  return {
    look() {
      const targetMemory = residentMemory([pid]);
      return targetMemory === 0 ? {} : { targetMemory, targetDescriptors: countDescriptors(pid) };
    },
    close: () => undefined,
  };
}

/** Undefined where it is not ours to look at. */
function countDescriptors(pid: number): number | undefined {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return undefined;
  }
}
