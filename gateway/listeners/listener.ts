import type { HostPort } from '../config/configuration.ts';
import type { Connection } from '../connection/connection.ts';
import type { DeviceSocket } from '../connection/device-socket.ts';
import type { ConnectionInfo } from '../core/callback.ts';

/** Makes a connection of a device that a listener has accepted. */
export type AcceptConnection = (info: ConnectionInfo, socket: DeviceSocket) => Connection;

/** A socket that accepts devices. */
export interface Listener {
  readonly name: string;
  readonly transport: 'tcp' | 'tls';
  /** Where it listens, with the real port where 0 was asked for. */
  readonly address: HostPort;
  /** Accepts no more; the connections go on. */
  stop(): void;
}
