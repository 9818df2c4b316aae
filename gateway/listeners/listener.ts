import type { Alarms } from '../clock/alarms.ts';
import type { Clock } from '../clock/clock.ts';
import type { HostPort, ListenerConfiguration } from '../config/configuration.ts';
import type { Connection } from '../connection/connection.ts';
import type { DeviceSocket } from '../connection/device-socket.ts';
import type { ConnectionInfo } from '../core/callback.ts';
import type { RefusalCounts } from '../limits/counters.ts';
import type { DropCounts } from '../limits/dropped-datagrams.ts';
import type { Log } from '../log/log.ts';

/** Makes a connection of a device that a listener has accepted. */
export type AcceptConnection = (info: ConnectionInfo, socket: DeviceSocket) => Connection;

/** What listeners live in. */
export interface ListenerEnvironment {
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly log: Log;
}

/** A socket that accepts devices. */
export interface Listener {
  readonly name: string;
  readonly transport: ListenerConfiguration['transport'];
  /** Where it listens, with the real port where 0 was asked for. */
  readonly address: HostPort;
  /** How many connections its limits have refused. */
  readonly refusals: RefusalCounts;
  /** How many datagrams it has dropped; only where there are any. */
  readonly dropped?: DropCounts;
  /**
   * Takes over the limits, the certificates and the PROXY protocol of another configuration of the same
   * listener; no connection ends. Of the rest nothing is taken.
   *
   * @throws {GatewayError} `TLS_UNUSABLE`; nothing is changed then
   */
  reload(configuration: ListenerConfiguration): void;
  /** Accepts no more; the connections go on. */
  stop(): void;
}
