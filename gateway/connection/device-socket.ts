/** What a connection can do with its device, whatever the transport. */
export interface DeviceSocket {
  /** Queues bytes; `flushed` is called when they have left the process, or never if the socket dies. */
  write(bytes: Uint8Array, flushed: () => void): void;
  /** Sends what was written and closes; the connection gets `socketClosed`. */
  end(): void;
  /** Closes now; the connection gets `socketClosed`. */
  destroy(): void;
  pause(): void;
  resume(): void;
}
