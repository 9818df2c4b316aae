import { readFileSync } from 'node:fs';
import { type StartedProcess, startProcess } from '../conformance/gateway/target/start-process.ts';

/** Clock ticks a second in /proc, which is 100 on every Linux that Node.js runs on. */
const ticksPerSecond = 100;

/** A process whose CPU time and memory are read from outside, from /proc. */
export class MeasuredProcess {
  readonly #process: StartedProcess;
  readonly output: string;

  private constructor(process: StartedProcess, output: string) {
    this.#process = process;
    this.output = output;
  }

  static async start(command: readonly string[], ready: RegExp): Promise<MeasuredProcess> {
    const process = await startProcess(command, 15_000);
    return new MeasuredProcess(process, await process.untilOutput(ready));
  }

  /** Seconds of CPU used so far, in user and kernel mode. */
  get cpuTime(): number {
    const stat = readFileSync(`/proc/${this.#process.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  }

  /** Bytes of memory in use. */
  get residentSize(): number {
    const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }
}
