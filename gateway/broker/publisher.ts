import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import type { Broker, QualityOfService } from './broker.ts';

/** Turns what a connection or the adapter publishes into messages, and hands them to the broker. */
export class Publisher {
  readonly #broker: Broker;
  readonly #clock: Clock;
  readonly #node: string;
  readonly #prefix = randomBytes(10).toString('hex').toUpperCase();
  #count = 0;

  constructor(broker: Broker, clock: Clock, node: string) {
    this.#broker = broker;
    this.#clock = clock;
    this.#node = node;
  }

  /** Publishes under a whole topic; settles when the broker has taken the message. */
  publish(from: string, topic: string, qos: QualityOfService, payload: Uint8Array): Promise<void> {
    this.#count += 1;
    // 32 upper-case hexadecimal digits, as EMQX writes them: docs/protocol.md, section 4.
    const id = this.#prefix + this.#count.toString(16).toUpperCase().padStart(12, '0');
    const timestamp = this.#clock.wallTime();
    return this.#broker.publish({ id, node: this.#node, from, topic, qos, payload, timestamp });
  }
}
