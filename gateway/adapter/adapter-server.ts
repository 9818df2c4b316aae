import type { HostPort } from '../config/configuration.ts';
import type { TlsConfiguration } from '../config/tls-configuration.ts';
import type { CallAnswer, CallRequest } from '../core/call.ts';

/** What the adapter does with a call, however it came. */
export interface AdapterService {
  call(conn: string, request: CallRequest): Promise<CallAnswer>;
  rawPublish(topic: string, qos: number, payload: Uint8Array): Promise<CallAnswer>;
}

/** The port that serves `ConnectionAdapter` to the user's service. */
export interface AdapterServer {
  /** Where it listens, with the real port where 0 was asked for. */
  readonly address: HostPort;
  /**
   * With TLS only: takes other certificates, keys and demands for whoever connects from now on. What is
   * connected stays so, and its calls go on.
   *
   * @throws {GatewayError} `TLS_UNUSABLE`; the adapter then goes on with what it has
   */
  readonly reload?: (tls: TlsConfiguration) => void;
  /** Stops at once. */
  close(): void;
}
