import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { ListenerConfiguration } from '../config/configuration.ts';
import type { Listener } from './listener.ts';
import { listeningError } from './listening-error.ts';

/**
 * Accepts streams on TCP, IPv4 and IPv6.
 *
 * @throws {GatewayError} `ADDRESS_IN_USE` or `ADDRESS_NOT_AVAILABLE`
 */
export async function listenForStreams(
  configuration: ListenerConfiguration,
  take: (socket: Socket) => void,
): Promise<Listener> {
  const { bind, backlog, noDelay, name, transport } = configuration;
  const server = createServer({ allowHalfOpen: true, noDelay }, take);
  await new Promise<void>((resolve, reject) => {
    // Stays there: the system may refuse a device later, for want of files, and that must not end the process.
    server.on('error', (cause) => reject(listeningError(`listener ${transport}.${name}`, bind, cause)));
    server.listen({ host: bind.host, port: bind.port, backlog }, resolve);
  });
  const address = { host: bind.host, port: (server.address() as AddressInfo).port };
  return { name, transport, address, stop: () => void server.close() };
}
