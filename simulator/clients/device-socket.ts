/** How a device is connected. */
export const transports = ['tcp', 'tls', 'udp', 'dtls'] as const;
export type Transport = (typeof transports)[number];

/** Whether bytes come as they were cut. */
export function kindOf(transport: Transport): 'stream' | 'datagram' {
  return transport === 'udp' || transport === 'dtls' ? 'datagram' : 'stream';
}

/** Where devices connect. */
export interface Target {
  readonly transport: Transport;
  /** An IPv4 or IPv6 address, or a name. */
  readonly host: string;
  readonly port: number;
}

/** What a socket tells its device. Nothing follows `closed`. */
export interface SocketEvents {
  /** It can be written to; on TLS and DTLS after the handshake. */
  opened(): void;
  /** The bytes are only valid during the call: all sockets may read into the same memory. */
  received(bytes: Buffer): void;
  /** It has ended. The error's code where there was one, such as `ECONNREFUSED`; none where the peer just left. */
  closed(error: string | undefined): void;
}

/** One device's end of a connection. */
export interface DeviceSocket {
  /**
   * Sends bytes; what can't be sent is lost, as `closed` will tell.
   *
   * @param taken Called when the operating system has taken them; on TCP and TLS only.
   */
  write(bytes: Uint8Array, taken?: () => void): void;
  /** Stops or resumes reading, as a slow reader does. Without effect on datagrams. */
  pause(paused: boolean): void;
  /** Leaves: `closed` follows no more. */
  close(): void;
}

/** Opens a socket for datagrams. */
export type DatagramOpener = (events: SocketEvents) => DeviceSocket;

/** Makes a device's socket. */
export interface Connector {
  /** @param index The device's number, which decides its source address. */
  connect(index: number, events: SocketEvents): DeviceSocket;
  /** Releases what sockets shared. */
  close(): void;
}

/** The code of an error as Node.js and OpenSSL give it. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : 'UNKNOWN';
}
