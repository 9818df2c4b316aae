import { exitCodes } from './exit-codes.ts';

/** The first signal ends the load and writes the reports; the second is from someone who does not want to wait. */
export function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  const end = (signal: string) => {
    if (stop.signal.aborted) process.exit(exitCodes.inconclusive);
    process.stderr.write(`\nexproto: ${signal}: ending the load\n`);
    stop.abort();
  };
  process.on('SIGINT', () => end('SIGINT'));
  process.on('SIGTERM', () => end('SIGTERM'));
  return stop.signal;
}
