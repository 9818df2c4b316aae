const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Stops something before a signal ends this process: a container would go on without it.
 *
 * @returns what takes the watch off
 */
export function stopOnSignal(stop: (signal: NodeJS.Signals) => void): () => void {
  const release = () => {
    for (const signal of signals) process.off(signal, end);
  };
  const end = (signal: NodeJS.Signals) => {
    // Without the watch the next signal does what it does by itself.
    release();
    stop(signal);
  };
  for (const signal of signals) process.on(signal, end);
  return release;
}

/**
 * Lets a signal that was held back do its work. It settles only where the signal does not end this process: where others
 * watch for it too, Node tells them within two turns of the loop, and until then nobody may go on and end it another way.
 */
export async function raise(signal: NodeJS.Signals): Promise<void> {
  process.kill(process.pid, signal);
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
