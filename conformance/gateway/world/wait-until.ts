/** Looks now and whenever `changed` is called, until `holds` or the time is up. Rejects when the signal aborts. */
export function waitUntil(
  waiters: Set<() => void>,
  holds: () => boolean,
  time: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      waiters.delete(look);
      signal.removeEventListener('abort', abort);
      settle();
    };
    const look = () => {
      if (holds()) finish(resolve);
    };
    const abort = () => finish(() => reject(signal.reason));
    const timer = setTimeout(() => finish(resolve), time);
    waiters.add(look);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    else look();
  });
}
