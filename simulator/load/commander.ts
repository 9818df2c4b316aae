/** What publishes commands for devices. */
export interface Commander {
  /** @throws {Error} whose `code` says why it was not published, such as `UNAVAILABLE` */
  publish(topic: string, payload: Uint8Array): Promise<void>;
  close(): void;
}
