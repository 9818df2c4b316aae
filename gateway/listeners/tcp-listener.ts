import type { Socket } from 'node:net';
import type { TcpListenerConfiguration } from '../config/configuration.ts';
import { attachStream } from './attach-stream.ts';
import type { AcceptConnection, Listener } from './listener.ts';
import { streamInfo } from './stream-info.ts';
import { listenForStreams } from './stream-server.ts';

/**
 * Accepts TCP devices.
 *
 * @throws {GatewayError} `ADDRESS_IN_USE` or `ADDRESS_NOT_AVAILABLE`
 */
export function listenTcp(
  configuration: TcpListenerConfiguration,
  accept: AcceptConnection,
): Promise<Listener> {
  return listenForStreams(configuration, (socket) => adopt(socket, accept));
}

function adopt(socket: Socket, accept: AcceptConnection): void {
  const info = streamInfo(socket, 'TCP');
  if (info === undefined) socket.on('error', () => undefined).destroy();
  else attachStream(socket, info, accept);
}
