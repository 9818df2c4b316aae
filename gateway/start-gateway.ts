import type { GatewayConfiguration, HostPort, ListenerConfiguration } from './config/configuration.ts';
import { createParts } from './create-parts.ts';
import { Gateway } from './gateway.ts';
import type { RefusalCounts } from './limits/counters.ts';

/** A gateway that serves devices. */
export interface RunningGateway {
  /** Where the user's service reaches the adapter. */
  readonly adapter: HostPort;
  readonly listeners: readonly {
    readonly name: string;
    readonly transport: ListenerConfiguration['transport'];
    readonly address: HostPort;
  }[];
  /**
   * How many connections each listener has refused since the start, by transport and name, such as `tcp.default`, and then
   * by reason: `access_denied`, `max_connections`, `max_conn_rate` or `max_handshakes`.
   */
  readonly refusals: Readonly<Record<string, RefusalCounts>>;
  /** How many connections there are, those that are closing included. */
  readonly connectionCount: number;
  /** What can't be reached now, one line each: devices are refused until it can. */
  probeHandlers(timeout: number): Promise<readonly string[]>;
  /**
   * Accepts no more devices, tells the handler of the end of each connection and
   * settles when all are gone, at the latest after the configured `shutdownTimeout`.
   */
  stop(): Promise<void>;
}

/**
 * Starts a gateway: its adapter first, then its listeners.
 *
 * @throws {GatewayError} `ADDRESS_IN_USE`, `ADDRESS_NOT_AVAILABLE`, `TLS_UNUSABLE`, `DTLS_UNAVAILABLE`; nothing stays open then
 */
export async function startGateway(configuration: GatewayConfiguration): Promise<RunningGateway> {
  return Gateway.start(configuration, createParts(configuration));
}
