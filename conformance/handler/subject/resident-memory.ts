import { readdirSync, readFileSync } from 'node:fs';

/** Bytes of memory that processes hold, as the kernel counts them; those that are gone hold none. */
export function residentMemory(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + residentOf(pid), 0);
}

/** The processes of a process group. */
export function membersOf(group: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => groupOf(pid) === group);
}

function residentOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readText(`/proc/${pid}/status`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

function groupOf(pid: number): number {
  // The name of the program may hold spaces and brackets; the state, the parent and the group follow it.
  const [, , group] = readText(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(group);
}

/** Empty where the process has ended in the meantime. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
