/** What `Authenticate` registered: the fields of `ClientInfo`, mountpoint resolved. */
export interface Client {
  readonly protocolName: string;
  readonly protocolVersion: string;
  readonly clientid: string;
  readonly username: string;
  /** The prefix of every topic of this client. */
  readonly mountpoint: string;
}
