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

/** A gateway to judge: where it is and what it was configured for. Times are milliseconds. */
export interface Target {
  readonly name: string;
  readonly listeners: { readonly tcp: Address };
  readonly adapter: Address;
  /** Where the suite's handler listens, and the service by which the gateway calls it. */
  readonly handler: {
    readonly listen: Address;
    readonly service: 'ConnectionUnaryHandler' | 'ConnectionHandler';
  };
  /** What the authenticator accepts; anything, where it is missing. */
  readonly credentials?: Credentials;
  readonly refusals: {
    /** Credentials that the authenticator refuses. */
    readonly authentication?: Credentials;
    /** A topic that nobody may publish to. */
    readonly publish?: string;
    /** A filter that nobody may subscribe to. */
    readonly subscribe?: string;
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
  /** The command that starts the gateway; without it the gateway runs already. */
  readonly start?: {
    readonly command: readonly [string, ...string[]];
    /** How long it may take until listeners and adapter accept. */
    readonly timeout: number;
  };
}
