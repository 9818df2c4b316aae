import type { Broken } from './judged-connection.ts';
import { limits } from './plan.ts';

/** What the broker handed to one connection, and what its handler was told. */
export class MessageLedger {
  readonly #broken: Broken;
  #waiting: { readonly topic: string; readonly text: string; readonly required: boolean }[] = [];
  /** How many messages may be missing, because too many waited. */
  #credit = 0;

  constructor(broken: Broken) {
    this.#broken = broken;
  }

  /** The broker had a message for a subscription; `required` where the subscription is beyond doubt. */
  handed(topic: string, text: string, required: boolean): void {
    this.#waiting.push({ topic, text, required });
    if (this.#waiting.length > limits.maxQueuedMessages) this.#credit += 1;
  }

  arrived(messages: readonly { readonly topic: string; readonly text: string }[]): void {
    for (const { topic, text } of messages) {
      const index = this.#waiting.findIndex((other) => other.text === text && other.topic === topic);
      if (index < 0) {
        return this.#broken(
          'EXP-PUB-011',
          'each message once and in order, for those subscribed',
          `${text} on ${topic} came again, too late, or to the wrong connection`,
        );
      }
      this.#skip(this.#waiting.slice(0, index));
      this.#waiting = this.#waiting.slice(index + 1);
    }
  }

  complete(): void {
    this.#skip(this.#waiting);
    this.#waiting = [];
  }

  #skip(skipped: readonly { readonly text: string; readonly required: boolean }[]): void {
    const missing = skipped.filter(({ required }) => required);
    const optional = skipped.length - missing.length;
    this.#credit = Math.max(0, this.#credit - optional);
    if (missing.length > this.#credit) {
      const texts = missing.map(({ text }) => text).join(', ');
      this.#broken(
        'EXP-PUB-016',
        'every message, while fewer wait than the queue holds',
        `${texts} was missing`,
      );
    }
    this.#credit = Math.max(0, this.#credit - missing.length);
  }
}
