/** What the parts of a run tell each other by. Messages are plain data, and may come from anyone. */
export interface RunBus {
  publish(topic: string, message: unknown): void;
  /** Hears what others, and this part itself, publish. */
  listen(topic: string, take: (message: unknown) => void): void;
  /** Publishes, and waits until one that listens has acknowledged it. Rejects where none does. */
  deliver(topic: string, message: unknown): Promise<void>;
  /** Listens, and acknowledges what could be taken. */
  accept(topic: string, take: (message: unknown) => boolean): void;
  close(): Promise<void>;
}
