import { type Lane, type Trace, type TracedBytes, type TraceEntry, traceBytes } from '../../judge/trace.ts';

/** So many entries of a scenario's beginning are kept, and of its end. */
const mostAtOneEnd = 100;

/** What happened in a scenario, with times, for a person to follow. */
export class Journal {
  readonly #began = performance.now();
  readonly #first: TraceEntry[] = [];
  readonly #last: TraceEntry[] = [];
  #omitted = 0;
  readonly steps: string[] = [];

  /** An action of the scenario begins. */
  step(text: string): void {
    this.steps.push(text);
    this.#write({ kind: 'step', at: this.#now, text: `${this.steps.length}. ${text}` });
  }

  /** Something that came of it. */
  note(text: string): void {
    this.#write({ kind: 'note', at: this.#now, text });
  }

  /** One turned to another. */
  message(from: Lane, to: Lane, text: string, bytes?: Buffer): void {
    const traced: { bytes?: TracedBytes } = bytes === undefined ? {} : { bytes: traceBytes(bytes) };
    this.#write({ kind: 'message', at: this.#now, from, to, text, ...traced });
  }

  broken(text: string): void {
    this.#write({ kind: 'broken', at: this.#now, text });
  }

  /** What happened, the middle left out when it is very much. */
  get trace(): Trace {
    if (this.#omitted === 0) return [...this.#first, ...this.#last];
    const at = this.#first.at(-1)?.at ?? 0;
    return [...this.#first, { kind: 'omitted', at, count: this.#omitted }, ...this.#last];
  }

  get #now(): number {
    return Math.round((performance.now() - this.#began) * 1000) / 1000;
  }

  #write(entry: TraceEntry): void {
    if (this.#first.length < mostAtOneEnd) {
      this.#first.push(entry);
      return;
    }
    this.#last.push(entry);
    if (this.#last.length <= mostAtOneEnd) return;
    this.#last.shift();
    this.#omitted += 1;
  }
}
