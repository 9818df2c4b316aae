import type { Unstamped, WorldEvent } from './world-event.ts';

/** The handler did not answer in time, or the world was closed: nothing more is waited for. */
export class Aborted extends Error {
  override readonly name = 'Aborted';
}

/** What was seen, and those who wait for something to be seen. */
export class EventLog {
  readonly events: WorldEvent[] = [];
  readonly #began = performance.now();
  readonly #waiting = new Set<() => void>();
  #aborted: Aborted | undefined;
  #scheduled = false;

  add(event: Unstamped): void {
    this.events.push({ ...event, time: performance.now() - this.#began } as WorldEvent);
    this.changed();
  }

  /** Something may hold now that did not; those who wait look when everything that happens now has happened. */
  changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      for (const look of [...this.#waiting]) look();
    });
  }

  /** @throws {Aborted} */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (this.#aborted === undefined && !holds()) return;
        this.#waiting.delete(look);
        if (this.#aborted === undefined) resolve();
        else reject(this.#aborted);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Nobody waits any more. */
  abort(): void {
    this.#aborted ??= new Aborted('the conversation was broken off');
    this.changed();
  }

  get isAborted(): boolean {
    return this.#aborted !== undefined;
  }
}
