/** Errors that only this machine can have made, and what to do about each. */
const remedies = {
  EMFILE: 'raise `ulimit -n`',
  ENFILE: 'raise `ulimit -n`',
  EADDRNOTAVAIL: 'give more addresses with --source',
  EADDRINUSE: 'give more addresses with --source',
  ENOBUFS: 'make less load',
  ENOMEM: 'make less load',
} as const;

/**
 * What to do about an error of this machine's; undefined where it may be the target's.
 *
 * @param error Ends in the code, such as `connect EMFILE`.
 */
export function ownRemedy(error: string): string | undefined {
  return Object.entries(remedies).find(([code]) => error.endsWith(code))?.[1];
}
