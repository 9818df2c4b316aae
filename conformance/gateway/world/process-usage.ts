import { readdir, readFile } from 'node:fs/promises';

/** What a process of this machine holds. */
export interface ProcessUsage {
  /** Bytes of resident memory. */
  readonly memory: number;
  readonly descriptors: number;
}

/** Reads `/proc`; undefined where there is no such process, or it belongs to somebody else. */
export async function readUsage(pid: number): Promise<ProcessUsage | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'latin1');
    const descriptors = await readdir(`/proc/${pid}/fd`);
    const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
    return { memory: kilobytes * 1_024, descriptors: descriptors.length };
  } catch {
    return undefined;
  }
}
