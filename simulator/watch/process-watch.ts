import { readdirSync } from 'node:fs';
import { residentMemory } from '../../conformance/handler/subject/resident-memory.ts';
import type { TargetWatch } from './target-watch.ts';

/** Watches a process of this machine. One that is gone holds nothing, and that is no measurement. */
export function watchProcess(pid: number): TargetWatch {
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
