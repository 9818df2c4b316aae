import { pause } from './pause.ts';

/** How often it is looked whether something is due, in milliseconds. */
const tick = 4;

/**
 * Calls at an even rate, whatever comes of it: an open model. What is due late is made up for.
 *
 * @param rate Calls per second.
 * @param duration Milliseconds.
 * @returns how many calls there were
 */
export async function offer(
  rate: number,
  duration: number,
  signal: AbortSignal | undefined,
  call: (index: number) => void,
): Promise<number> {
  const began = performance.now();
  let calls = 0;
  for (let elapsed = 0; elapsed < duration && signal?.aborted !== true; ) {
    const due = Math.floor((rate * elapsed) / 1_000) + 1;
    while (calls < due) call(calls++);
    await pause(tick, signal);
    elapsed = performance.now() - began;
  }
  return calls;
}
