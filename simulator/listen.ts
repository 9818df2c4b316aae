import { once } from 'node:events';
import type { Server } from 'node:net';
import { invalidOption } from './invalid-option.ts';

/**
 * Lets a server listen, and tells on which port it does.
 *
 * @param option Where the address comes from.
 * @throws {SimulatorError} `OPTION_INVALID` where it can't
 */
export async function listen(
  server: Server,
  option: string,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening').catch((cause: unknown) => {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const remedy = 'give an address of this machine and a port that is free';
    throw invalidOption(option, `${host}:${port}`, `${reason}: ${remedy}`, cause);
  });
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : port;
}
