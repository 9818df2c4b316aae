import type { Socket } from 'node:net';
import type { ConnectionInfo } from '../core/callback.ts';
import { plainHost } from './address.ts';

/** Where a stream comes from; undefined where its device is gone before it could be looked at. */
export function streamInfo(
  socket: Socket,
  socketType: ConnectionInfo['socketType'],
): ConnectionInfo | undefined {
  const { remoteAddress, remotePort, localAddress, localPort } = socket;
  if (remoteAddress === undefined || remotePort === undefined || localAddress === undefined) return undefined;
  return {
    socketType,
    peer: { host: plainHost(remoteAddress), port: remotePort },
    listener: { host: plainHost(localAddress), port: localPort ?? 0 },
  };
}
