/** The time that a gateway lives by. Tests inject one of their own. */
export interface Clock {
  /** Milliseconds that never go back. */
  now(): number;
  /** Milliseconds since the epoch, for what people and brokers read. */
  wallTime(): number;
  /** Calls once after `delay` milliseconds; the function that comes back cancels. */
  after(delay: number, call: () => void): () => void;
}
