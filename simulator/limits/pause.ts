import { setTimeout as wait } from 'node:timers/promises';

/** Waits for so many milliseconds, or until it is told to stop. */
export async function pause(time: number, signal: AbortSignal | undefined): Promise<void> {
  if (time > 0 && signal?.aborted !== true)
    await wait(time, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}
