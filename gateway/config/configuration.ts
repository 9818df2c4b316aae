import type { ListenerLimits } from '../limits/listener-limits.ts';
import type { DtlsConfiguration } from './dtls-configuration.ts';
import type { TlsConfiguration } from './tls-configuration.ts';

/** Where something listens or is to be reached. IPv6 hosts stand without brackets. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** How the user's service is called. */
export interface HandlerConfiguration {
  /** `http://host:port`. */
  readonly url: string;
  /** `ConnectionHandler` is called with one event per call. */
  readonly service: 'ConnectionUnaryHandler' | 'ConnectionHandler';
  /** Milliseconds until a callback without an answer counts as failed. */
  readonly callbackTimeout: number;
}

/** One listening socket for devices. */
export type ListenerConfiguration =
  | TcpListenerConfiguration
  | TlsListenerConfiguration
  | UdpListenerConfiguration
  | DtlsListenerConfiguration;

export interface TcpListenerConfiguration extends CommonListenerConfiguration {
  readonly transport: 'tcp';
}

export interface TlsListenerConfiguration extends CommonListenerConfiguration {
  readonly transport: 'tls';
  readonly tls: TlsConfiguration;
}

/** `backlog`, `noDelay` and the limits of throughput have no meaning for datagrams. */
export interface UdpListenerConfiguration extends CommonListenerConfiguration {
  readonly transport: 'udp';
}

/** As on UDP. */
export interface DtlsListenerConfiguration extends CommonListenerConfiguration {
  readonly transport: 'dtls';
  readonly dtls: DtlsConfiguration;
}

/** What all listeners have in common. Times are milliseconds, sizes bytes. */
export interface CommonListenerConfiguration {
  readonly name: string;
  readonly bind: HostPort;
  readonly handler: HandlerConfiguration;
  /**
   * On TCP a device that never sent a byte is closed after this time, on UDP and DTLS one that sent
   * nothing for so long and has no timer; 0 keeps them.
   */
  readonly idleTimeout: number;
  /** How long a `Send` waits for a device that does not read. */
  readonly sendTimeout: number;
  /** Bytes accepted for a device that it has not read yet; a further `Send` waits. */
  readonly sendBuffer: number;
  /** Bytes received and not yet answered by the handler; above it the socket is not read. */
  readonly receiveBuffer: number;
  readonly backlog: number;
  readonly noDelay: boolean;
  readonly limits: ListenerLimits;
}

/** A client that may authenticate. */
export interface UserConfiguration {
  readonly username: string;
  readonly password: string;
}

/** One line of the access control list; the first that matches decides. */
export interface AuthorizationRule {
  readonly permit: 'allow' | 'deny';
  readonly action: 'publish' | 'subscribe' | 'all';
  /** A topic filter. */
  readonly topic: string;
  /** Only for this client; every client where it is missing. */
  readonly clientid?: string;
}

/** Everything that a gateway is told, whatever file it came from. */
export interface GatewayConfiguration {
  /** The name that stands in `Message.node`. */
  readonly node: string;
  readonly adapter: {
    readonly bind: HostPort;
    /** Bytes; a larger request is refused with RESOURCE_EXHAUSTED. */
    readonly maxMessageSize: number;
  };
  readonly listeners: readonly ListenerConfiguration[];
  /** The prefix of every topic of a connection: fixed, or the client's own. */
  readonly mountpoint:
    | { readonly from: 'configuration'; readonly prefix: string }
    | { readonly from: 'client' };
  /** The form of `OnSocketClosed.reason`: plain words, or the terms that EMQX prints. */
  readonly closeReasons: 'plain' | 'emqx';
  /** Without `users` every client may authenticate. */
  readonly authentication: { readonly users?: readonly UserConfiguration[] };
  readonly authorization: {
    readonly rules: readonly AuthorizationRule[];
    readonly otherwise: 'allow' | 'deny';
  };
  /** Messages that wait for one connection's handler; above it the oldest is dropped. */
  readonly maxQueuedMessages: number;
  /** Milliseconds that a stopping gateway waits for its connections. */
  readonly shutdownTimeout: number;
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent' };
}

/** A configuration and what its reader wants the user to know about it. */
export interface ReadConfiguration {
  readonly configuration: GatewayConfiguration;
  /** One line each, naming file, line, key and consequence. */
  readonly warnings: readonly string[];
}
