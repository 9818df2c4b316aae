import { type ChildProcess, spawn } from 'node:child_process';
import { SuiteError } from '../suite-error.ts';
import type { StartedGateway } from './started-gateway.ts';

/** How long a process may take to end after it was asked to. */
const stopTime = 10_000;

/** A gateway that the suite has started as a process. */
export class StartedProcess implements StartedGateway {
  readonly #child: ChildProcess;
  readonly #command: string;
  readonly #timeout: number;
  #output = '';
  #stopping = false;
  readonly #looks = new Set<() => void>();

  constructor(child: ChildProcess, command: string, timeout: number) {
    this.#child = child;
    this.#command = command;
    this.#timeout = timeout;
    const collect = (text: string) => {
      // The end of a long output is what tells why a process died.
      this.#output = (this.#output + text).slice(-100_000);
      for (const look of [...this.#looks]) look();
    };
    child.stdout?.setEncoding('utf8').on('data', collect);
    child.stderr?.setEncoding('utf8').on('data', collect);
  }

  /** The last of what it has written. */
  get output(): string {
    return this.#output;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Calls once when the process ends, or has ended, without having been asked to. */
  onDeath(died: (error: SuiteError) => void): void {
    const ended = () => {
      if (!this.#stopping)
        died(new SuiteError('TARGET_DIED', `the gateway died in mid-run: ${this.#lastWords()}`));
    };
    if (this.hasEnded) ended();
    else this.#child.once('exit', ended);
  }

  /**
   * Waits for words in the output.
   *
   * @throws {SuiteError} `TARGET_DID_NOT_START` when the process ends or the time is up before
   */
  untilOutput(pattern: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#looks.delete(look);
        this.#child.off('exit', ended);
        settle();
      };
      const look = () => {
        if (pattern.test(this.#output)) finish(() => resolve(this.#output));
      };
      const fail = (why: string) => finish(() => reject(new SuiteError('TARGET_DID_NOT_START', why)));
      const ended = () => fail(`\`${this.#command}\` ended before it was ready: ${this.#lastWords()}`);
      const timer = setTimeout(
        () =>
          fail(`\`${this.#command}\` was not ready within ${this.#timeout / 1000} s: ${this.#lastWords()}`),
        this.#timeout,
      );
      this.#looks.add(look);
      this.#child.once('exit', ended);
      if (this.hasEnded) ended();
      else look();
    });
  }

  /** Asks the process to end, and ends it if it does not. */
  stop(): Promise<void> {
    this.#stopping = true;
    if (this.hasEnded) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), stopTime);
      this.#child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      this.#child.kill('SIGTERM');
    });
  }

  #lastWords(): string {
    const { exitCode, signalCode } = this.#child;
    const how = signalCode === null ? `exit code ${exitCode ?? 'none'}` : `signal ${signalCode}`;
    const last = this.#output.trim().split('\n').at(-1) ?? '';
    return last === '' ? how : `${how}, its last line: ${last.slice(0, 300)}`;
  }
}

/** @throws {SuiteError} `TARGET_DID_NOT_START` when the command can't be run */
export async function startProcess(command: readonly string[], timeout: number): Promise<StartedProcess> {
  const [program = '', ...options] = command;
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'] });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => {
      const text = `\`${program}\` can't be started (${cause.message}): is it installed, and is start.command of the target right?`;
      reject(new SuiteError('TARGET_DID_NOT_START', text, cause));
    });
  });
  return new StartedProcess(child, command.join(' '), timeout);
}
