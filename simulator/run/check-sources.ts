import { once } from 'node:events';
import { createServer } from 'node:net';
import { sourceFailure } from '../clients/connect-failure.ts';

/**
 * Binds to each address once, as devices will.
 *
 * @throws {SimulatorError} `OPTION_INVALID` for one that isn't of this machine
 */
export async function checkSources(sources: readonly string[]): Promise<void> {
  for (const source of sources) {
    const server = createServer().listen({ host: source, port: 0 });
    try {
      await once(server, 'listening');
      server.close();
    } catch (cause) {
      throw sourceFailure(source, (cause as NodeJS.ErrnoException).code ?? String(cause), cause);
    }
  }
}
