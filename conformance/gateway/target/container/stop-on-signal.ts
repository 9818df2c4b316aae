const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Stops something before a signal ends this process: a container would go on without it.
 *
 * @returns what takes the watch off
 */
export function stopOnSignal(stop: () => Promise<void>): () => void {
  const release = () => {
    for (const signal of signals) process.off(signal, end);
  };
  const end = (signal: NodeJS.Signals) => {
    release();
    // Without the watch the signal does what it does by itself.
    const again = () => process.kill(process.pid, signal);
    void stop().then(again, again);
  };
  for (const signal of signals) process.on(signal, end);
  return release;
}
