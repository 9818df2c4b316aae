/** How often parts say that they wait, and look whether they still have to, in milliseconds. */
const step = 100;

/** Looks again and again, at once for the first time. */
export function waitFor(
  isMet: () => boolean,
  patience: number,
  signal?: AbortSignal,
): Promise<'met' | 'too late' | 'interrupted'> {
  const began = performance.now();
  return new Promise((resolve) => {
    const look = () => {
      if (isMet()) return resolve('met');
      if (signal?.aborted === true) return resolve('interrupted');
      if (performance.now() - began > patience) return resolve('too late');
      setTimeout(look, step);
    };
    look();
  });
}
