/** A message on its way through a broker. Topics are whole: the mountpoint is part of them. */
export interface BrokerMessage {
  readonly id: string;
  readonly node: string;
  /** The publisher's clientid. */
  readonly from: string;
  readonly topic: string;
  readonly qos: QualityOfService;
  readonly payload: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
}

export type QualityOfService = 0 | 1 | 2;

/** Who gets messages. One subscriber may hold many subscriptions. */
export interface Subscriber {
  /** Never throws, never blocks: it queues. */
  deliver(message: BrokerMessage): void;
}

/**
 * Where messages are exchanged: in this process, or a broker elsewhere.
 * Topics and filters that come in here are valid: the core has checked them.
 */
export interface Broker {
  /** Settles when the broker has taken the message. */
  publish(message: BrokerMessage): Promise<void>;
  /** Holds from the moment it settles. A filter held already only changes its qos. */
  subscribe(subscriber: Subscriber, filter: string, qos: QualityOfService): Promise<void>;
  unsubscribe(subscriber: Subscriber, filter: string): Promise<void>;
  /** Ends every subscription of a subscriber at once. */
  leave(subscriber: Subscriber): void;
}
