import type { Dialect, HandlerMode } from '../../rules/axis.ts';
import type { Transport } from '../../rules/transport.ts';

/** A host and a port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A client that scenarios authenticate as. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Who a device says that it is in a handshake, both as PEM. */
export interface DeviceCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** Where devices connect. */
export interface PlainListener {
  readonly address: Address;
}

/** Where devices connect with a handshake, what they bring to it and what the gateway asks for. */
export interface EncryptedListener extends LimitableListener {
  /** PEM of those who may have signed the gateway's certificate, which is not verified without them. */
  readonly authorities?: string;
  /** The name that the gateway's certificate has to have; the host of the address, where it is missing. */
  readonly serverName?: string;
  /** What devices present when they are asked. */
  readonly device?: DeviceCertificate;
  /** What the gateway does about certificates of devices. */
  readonly deviceCertificates: 'ignored' | 'asked for' | 'demanded';
  /** After this time a device that makes no handshake is closed. Milliseconds. */
  readonly handshakeTimeout?: number;
}

/** Listeners on which limits are switched on, each on one of its own: the others have none. */
export interface LimitedListeners {
  readonly connections?: PlainListener & { readonly largest: number };
  /** New connections per second. */
  readonly connectionRate?: PlainListener & { readonly perSecond: number };
  /** Bytes per second that are taken of each device. */
  readonly throughput?: PlainListener & { readonly bytesPerSecond: number };
  /** Its access rules deny the address of the suite. */
  readonly denied?: PlainListener;
}

/** A listener, and others of its transport that have limits. */
export interface LimitableListener extends PlainListener {
  readonly limited?: LimitedListeners;
}

export interface UdpListener extends LimitableListener {
  /** Another listener, whose `idle_timeout` is short enough to wait for. */
  readonly idle?: { readonly address: Address; readonly timeout: number };
}

/** At least one of them is there. */
export interface Listeners {
  readonly tcp?: LimitableListener;
  readonly ssl?: EncryptedListener;
  readonly udp?: UdpListener;
  readonly dtls?: EncryptedListener;
}

/** A file in a container: a copy of one of this machine, or a text. */
export type ContainerFile = { readonly target: string } & (
  | { readonly source: string }
  | { readonly content: string }
);

/** A port of a container that this machine passes on. */
export interface PublishedPort {
  readonly host: number;
  readonly container: number;
  readonly protocol: 'tcp' | 'udp';
}

/** A gateway in a container, which runs for the time of the certification. */
export interface Container {
  readonly image: string;
  /** Where there are none, the container shares the network of this machine. */
  readonly ports: readonly PublishedPort[];
  readonly files: readonly ContainerFile[];
  readonly environment: Readonly<Record<string, string>>;
  /** The image's own, where it is missing. */
  readonly command?: readonly [string, ...string[]];
  /** Words that its output has when it is ready; its listeners are waited for in any case. */
  readonly ready?: string;
  /** How long it may take until listeners and adapter accept, without the time to pull its image. Milliseconds. */
  readonly timeout: number;
}

/** A gateway to judge: where it is and what it was configured for. Times are milliseconds. */
export interface Target {
  readonly name: string;
  /** The path of the file that it was read from, where it was. */
  readonly file?: string;
  readonly listeners: Listeners;
  readonly adapter: Address;
  /** Where the suite's handler listens, and the service by which the gateway calls it. */
  readonly handler: {
    readonly listen: Address;
    readonly service: 'ConnectionUnaryHandler' | 'ConnectionHandler';
    readonly mode: HandlerMode;
  };
  readonly dialect: Dialect;
  /** Whether the suite has started it without a word in a file. */
  readonly isStarted?: true;
  /** What the authenticator accepts; anything, where it is missing. */
  readonly credentials?: Credentials;
  readonly refusals: {
    /** Credentials that the authenticator refuses. */
    readonly authentication?: Credentials;
    /** A topic that nobody may publish to. */
    readonly publish?: string;
    /** A filter that nobody may subscribe to. */
    readonly subscribe?: string;
    /** A certificate that no listener trusts. */
    readonly certificate?: DeviceCertificate;
  };
  /** A prefix from the gateway's configuration, or each client's own from `ClientInfo.mountpoint`. */
  readonly mountpoint:
    | { readonly from: 'configuration'; readonly prefix: string }
    | { readonly from: 'client' };
  readonly limits: {
    /** After this time a device that never sent a byte may be closed. */
    readonly idleTimeout: number;
    /** How long anything may take that has no deadline of its own. */
    readonly patience: number;
  };
  /** The gateway's process on this machine, which leaks are looked for in. */
  readonly pid?: number;
  /** Where the gateway's log can be read: a file, or the output of the process that the suite starts. */
  readonly log?: { readonly file: string } | 'output';
  /** The command that starts the gateway; without it the gateway runs already. */
  readonly start?: {
    readonly command: readonly [string, ...string[]];
    /** How long it may take until listeners and adapter accept. */
    readonly timeout: number;
  };
  /** The container in which the gateway runs, in place of a command. */
  readonly container?: Container;
}

/** Where the devices of a transport connect. */
export function listenerOf({ listeners }: Target, transport: Transport): PlainListener {
  const listener = listeners[transport];
  if (listener === undefined) throw new Error(`the target has no listener ${transport}`);
  return listener;
}
