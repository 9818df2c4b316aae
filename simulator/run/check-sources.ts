import { once } from 'node:events';
import { createServer } from 'node:net';
import { SimulatorError } from '../simulator-error.ts';

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
      const code = (cause as NodeJS.ErrnoException).code;
      const message = `--source ${source}: it is no address of this machine (${code}): give such as \`ip address\` shows, or of 127.0.0.0/8`;
      throw new SimulatorError('OPTION_INVALID', message, { option: '--source', value: source }, cause);
    }
  }
}
