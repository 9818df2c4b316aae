import type { Socket } from 'node:net';
import type { ConnectionInfo } from '../core/callback.ts';
import { plainHost } from './address.ts';

/** Between whom a stream is: the device, and the address that it connected to. */
export type StreamEnds = Pick<ConnectionInfo, 'peer' | 'listener'>;

/** The ends of a socket; undefined where its device is gone before it could be looked at. */
export function streamEnds(socket: Socket): StreamEnds | undefined {
  const { remoteAddress, remotePort, localAddress, localPort } = socket;
  if (remoteAddress === undefined || remotePort === undefined || localAddress === undefined) return undefined;
  return {
    peer: { host: plainHost(remoteAddress), port: remotePort },
    listener: { host: plainHost(localAddress), port: localPort ?? 0 },
  };
}
