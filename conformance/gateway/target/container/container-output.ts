import { setMaxListeners } from 'node:events';
import type { Readable } from 'node:stream';

/** What a container prints, and when it ends. */
export class ContainerOutput {
  readonly #ended = new AbortController();
  readonly #looks = new Set<() => void>();
  #text = '';

  constructor() {
    setMaxListeners(0, this.#ended.signal);
  }

  /** Reads the engine's stream, which ends with the container. */
  readonly follow = (stream: Readable): void => {
    stream.on('data', (chunk: Buffer | string) => {
      // The end of a long output is what tells why a container died.
      this.#text = (this.#text + chunk.toString()).slice(-100_000);
      for (const look of [...this.#looks]) look();
    });
    const end = () => this.#ended.abort();
    stream.once('end', end).once('close', end).once('error', end);
  };

  get hasEnded(): boolean {
    return this.#ended.signal.aborted;
  }

  get lastWords(): string {
    const last = this.#text.trim().split('\n').at(-1) ?? '';
    return last === '' ? 'it printed nothing' : `its last line: ${last.slice(0, 300)}`;
  }

  /** Calls once when the container ends, or has ended. */
  onEnd(ended: () => void): void {
    if (this.hasEnded) ended();
    else this.#ended.signal.addEventListener('abort', ended, { once: true });
  }

  /** What came of waiting for words. */
  until(pattern: RegExp, timeout: number): Promise<'found' | 'ended' | 'late'> {
    return new Promise((resolve) => {
      const finish = (outcome: 'found' | 'ended' | 'late') => {
        clearTimeout(timer);
        this.#looks.delete(look);
        resolve(outcome);
      };
      const look = () => {
        if (pattern.test(this.#text)) finish('found');
      };
      const timer = setTimeout(() => finish('late'), timeout);
      this.#looks.add(look);
      look();
      this.onEnd(() => finish('ended'));
    });
  }

  get text(): string {
    return this.#text;
  }
}
