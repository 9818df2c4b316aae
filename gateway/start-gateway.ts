import type { GatewayConfiguration, HostPort, ListenerConfiguration } from './config/configuration.ts';
import { createParts } from './create-parts.ts';
import { Gateway } from './gateway.ts';
import type { RefusalCounts } from './limits/counters.ts';
import type { DropCounts } from './limits/dropped-datagrams.ts';

/** What came of a configuration that a running gateway was to take over. */
export interface ReloadOutcome {
  /** What has changed and holds now, such as `listener tcp.meters: limits`. */
  readonly taken: readonly string[];
  /** What has changed and needs a restart, such as `listener tcp.meters: bind`. */
  readonly needsRestart: readonly string[];
}

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
   * by reason: `access_denied`, `max_connections`, `max_conn_rate`, `max_handshakes`, `file_descriptors` or `proxy_protocol`.
   */
  readonly refusals: Readonly<Record<string, RefusalCounts>>;
  /**
   * How many datagrams each listener for datagrams has dropped since the start, by transport and name, such as
   * `udp.default`, and then by the limit that they were above.
   */
  readonly dropped: Readonly<Record<string, DropCounts>>;
  /** How many connections there are, those that are closing included. */
  readonly connectionCount: number;
  /** What can't be reached now, one line each: devices are refused until it can. */
  probeHandlers(timeout: number): Promise<readonly string[]>;
  /**
   * Takes over the limits, the timeouts, the sizes of buffers, the certificates and the PROXY protocol of another
   * configuration; no connection ends. Limits of throughput hold for the connections that are there, too, all else for new ones.
   *
   * @throws {GatewayError} `TLS_UNUSABLE`; nothing is changed then
   */
  reload(configuration: GatewayConfiguration): ReloadOutcome;
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
