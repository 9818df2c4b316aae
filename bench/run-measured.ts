import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { membersOf, residentMemory } from '../conformance/handler/subject/resident-memory.ts';

/** What a program took from its start to its end, with all processes that it started. */
export interface Consumption {
  /** Seconds, in user and kernel mode. */
  readonly cpuTime: number;
  /** The most bytes that were seen. */
  readonly peakMemory: number;
}

/** How often memory is looked at, in milliseconds. */
const interval = 100;

/** @throws {Error} when the program fails, with what it said */
export async function runMeasured(command: readonly string[], home: string): Promise<Consumption> {
  // The shell's `times` knows what all that it waited for has used.
  const child = spawn('sh', ['-c', '"$@"; code=$?; times; exit $code', 'sh', ...command], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: home },
  });
  let said = '';
  child.stdout.on('data', (text) => {
    said += String(text);
  });
  child.stderr.on('data', (text) => {
    said += String(text);
  });
  let peakMemory = 0;
  const timer = setInterval(() => {
    peakMemory = Math.max(peakMemory, residentMemory(membersOf(child.pid ?? 0)));
  }, interval);
  const [code] = await once(child, 'exit');
  clearInterval(timer);
  if (code !== 0) throw new Error(`${command[0]} ended with ${code}: ${said}`);
  const times = [...said.matchAll(/(\d+)m([\d.]+)s/g)].slice(-2);
  const cpuTime = times.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
  return { cpuTime, peakMemory };
}
