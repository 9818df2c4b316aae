/** How late timers of Node.js are where nothing is wrong, in milliseconds: they count whole ones, and so does its event loop. */
const timerResolution = 2;

/**
 * From when a latency counts: from when a message was due, however late it was sent. Only what every timer
 * is late by is no latency of the target's.
 *
 * @param due When it was due, and `now` when it is sent, in milliseconds.
 */
export function countedFrom(due: number, now: number): number {
  return Math.max(due, Math.min(now, due + timerResolution));
}
