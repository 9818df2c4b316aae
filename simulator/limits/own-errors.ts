const codes = ['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'EADDRINUSE', 'ENOBUFS', 'ENOMEM'];

/** Errors that only this machine can have made, as a sentence; undefined where there is none. */
export function ownErrors(errors: Iterable<string | undefined>): string | undefined {
  const own = new Set([...errors].filter((error) => error !== undefined && codes.includes(error)));
  return own.size === 0
    ? undefined
    : `this machine had no more: ${[...own].join(', ')}: raise \`ulimit -n\`, or give more addresses with --source`;
}
