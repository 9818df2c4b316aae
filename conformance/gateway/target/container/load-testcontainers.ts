import { SuiteError } from '../../suite-error.ts';

/** The package `testcontainers`, which only targets in containers need. */
export type Testcontainers = typeof import('testcontainers');

/** @throws {SuiteError} `NO_CONTAINER_LIBRARY` when the package is not installed */
export async function loadTestcontainers(
  load: () => Promise<Testcontainers> = () => import('testcontainers'),
): Promise<Testcontainers> {
  // Its reaper is an image of its own, which can't be pulled everywhere; the suite removes what it starts.
  process.env.TESTCONTAINERS_RYUK_DISABLED = 'true';
  // Its search for the engine's own address would pull an image too, and nothing here asks for that address.
  process.env.TESTCONTAINERS_HOST_OVERRIDE ??= '127.0.0.1';
  try {
    return await load();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const text = `the target's container needs the package testcontainers, which can't be loaded (${why}): install it with \`npm install testcontainers\``;
    throw new SuiteError('NO_CONTAINER_LIBRARY', text, cause);
  }
}
