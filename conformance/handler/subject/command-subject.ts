import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { SuiteError } from '../../gateway/suite-error.ts';
import { formatAddress } from '../../gateway/target/address.ts';
import type { Address } from '../../gateway/target/target.ts';
import { membersOf, residentMemory } from './resident-memory.ts';
import type { Subject } from './subject.ts';

/** How long a handler may take until it listens, and how long is waited between two looks; milliseconds. */
const startTime = 20_000;
const lookAgain = 20;

/** So much of what it printed last is kept. */
const mostOutput = 20_000;

/** A handler that is started, watched, killed and started again. */
export class CommandSubject implements Subject {
  readonly address: Address;
  readonly #command: string;
  #child: ChildProcess | undefined;
  #output = '';
  #death: string | undefined;

  private constructor(command: string, address: Address) {
    this.#command = command;
    this.address = address;
  }

  /** @throws {SuiteError} `HANDLER_DID_NOT_START` */
  static async open(command: string, address: Address): Promise<CommandSubject> {
    if (await isListening(address)) {
      const where = formatAddress(address);
      const text = `something listens on ${where} before the handler is started: stop it, or leave --start away`;
      throw new SuiteError('HANDLER_DID_NOT_START', text);
    }
    const subject = new CommandSubject(command, address);
    await subject.#start();
    return subject;
  }

  get output(): string {
    return this.#output;
  }

  get death(): string | undefined {
    return this.#death;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.#start();
  }

  async memory(): Promise<number> {
    return residentMemory(membersOf(this.#child?.pid ?? 0));
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid === undefined || hasEnded(child)) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    killGroup(child.pid);
    await ended;
  }

  async #start(): Promise<void> {
    this.#death = undefined;
    // A group of its own, so that what a shell has started ends with the shell.
    const child = spawn(this.#command, { shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    const collect = (text: string) => {
      this.#output = (this.#output + text).slice(-mostOutput);
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.once('exit', (code, signal) => {
      if (this.#child === child) this.#death = `it ended with ${signal ?? `exit code ${code}`}`;
    });
    const until = performance.now() + startTime;
    while (!(await isListening(this.address))) {
      if (this.#death !== undefined || performance.now() > until) await this.#giveUp();
      await new Promise((resolve) => setTimeout(resolve, lookAgain));
    }
  }

  async #giveUp(): Promise<never> {
    const what =
      this.#death ?? `it did not listen on ${formatAddress(this.address)} within ${startTime / 1000} s`;
    await this.stop();
    const last = this.#output.trim().split('\n').slice(-5).join('\n');
    const text = `\`${this.#command}\` is no handler that runs: ${what}. Start it by hand, and give --handler as it listens${last === '' ? '' : `. Its last lines:\n${last}`}`;
    throw new SuiteError('HANDLER_DID_NOT_START', text);
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended in this moment.
  }
}

function isListening({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
