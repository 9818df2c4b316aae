import { parseFilter } from '../core/topics.ts';
import type { Broker, BrokerMessage, QualityOfService, Subscriber } from './broker.ts';
import { SubscriptionTree } from './subscription-tree.ts';

/**
 * Exchanges messages within this process (docs/protocol.md, section 2; MQTT 5 sections 4.7 and 4.8.2). A call
 * has taken effect when it returns, and a message has been delivered when `publish` returns. Whoever matches
 * by several filters gets a message once, at the highest qos of them; each shared group gets it once besides.
 */
export class EmbeddedBroker implements Broker {
  readonly #held = new Map<Subscriber, Map<string, Subscription>>();
  readonly #plain = new SubscriptionTree<Subscription>();
  readonly #shared = new SubscriptionTree<SharedGroup>();
  readonly #groups = new Map<string, SharedGroup>();

  /** Whether nobody holds a subscription, and nothing is kept in memory for anybody. */
  get isEmpty(): boolean {
    const { levelCount } = this.#plain;
    return this.#held.size + this.#groups.size + levelCount + this.#shared.levelCount === 0;
  }

  async publish(message: BrokerMessage): Promise<void> {
    for (const [subscriber, qos] of this.#targets(message.topic)) {
      subscriber.deliver(qos < message.qos ? { ...message, qos } : message);
    }
  }

  async subscribe(subscriber: Subscriber, filter: string, qos: QualityOfService): Promise<void> {
    const name = nameOf(filter);
    const held = this.#held.get(subscriber) ?? new Map<string, Subscription>();
    const known = held.get(name);
    if (known !== undefined) {
      known.qos = qos;
      return;
    }
    const subscription = new Subscription(subscriber, qos);
    held.set(name, subscription);
    this.#held.set(subscriber, held);
    this.#start(name, subscription);
  }

  async unsubscribe(subscriber: Subscriber, filter: string): Promise<void> {
    const name = nameOf(filter);
    const held = this.#held.get(subscriber);
    const subscription = held?.get(name);
    if (held === undefined || subscription === undefined) return;
    held.delete(name);
    if (held.size === 0) this.#held.delete(subscriber);
    this.#end(name, subscription);
  }

  leave(subscriber: Subscriber): void {
    const held = this.#held.get(subscriber);
    this.#held.delete(subscriber);
    for (const [name, subscription] of held ?? []) this.#end(name, subscription);
  }

  /** Who gets a message, decided before the first delivery: that may change the subscriptions. */
  #targets(topic: string): [Subscriber, QualityOfService][] {
    const highest = new Map<Subscriber, QualityOfService>();
    for (const { subscriber, qos } of this.#plain.match(topic)) {
      if (qos >= (highest.get(subscriber) ?? 0)) highest.set(subscriber, qos);
    }
    const targets = [...highest];
    for (const group of this.#shared.match(topic)) {
      const member = group.next();
      if (member !== undefined) targets.push([member.subscriber, member.qos]);
    }
    return targets;
  }

  #start(name: string, subscription: Subscription): void {
    const { group, filter } = parseFilter(name);
    if (group === undefined) {
      this.#plain.add(filter, subscription);
      return;
    }
    const members = this.#groups.get(name) ?? new SharedGroup();
    members.join(subscription);
    this.#groups.set(name, members);
    this.#shared.add(filter, members);
  }

  #end(name: string, subscription: Subscription): void {
    const { group, filter } = parseFilter(name);
    if (group === undefined) {
      this.#plain.remove(filter, subscription);
      return;
    }
    const members = this.#groups.get(name);
    members?.leave(subscription);
    if (members === undefined || !members.isEmpty) return;
    this.#groups.delete(name);
    this.#shared.remove(filter, members);
  }
}

/** What one subscriber holds under one filter; in a shared group a link of its ring. */
class Subscription {
  readonly subscriber: Subscriber;
  qos: QualityOfService;
  before: Subscription = this;
  after: Subscription = this;

  constructor(subscriber: Subscriber, qos: QualityOfService) {
    this.subscriber = subscriber;
    this.qos = qos;
  }
}

/** Members take turns. They are linked in a ring, so that leaving costs the same in a group of any size. */
class SharedGroup {
  #turn: Subscription | undefined;

  get isEmpty(): boolean {
    return this.#turn === undefined;
  }

  /** A newcomer waits until everyone else has had a turn. */
  join(member: Subscription): void {
    this.#turn ??= member;
    const first = this.#turn;
    if (first === member) return;
    member.before = first.before;
    member.after = first;
    first.before.after = member;
    first.before = member;
  }

  leave(member: Subscription): void {
    if (this.#turn === member) this.#turn = member.after === member ? undefined : member.after;
    member.before.after = member.after;
    member.after.before = member.before;
  }

  next(): Subscription | undefined {
    const member = this.#turn;
    this.#turn = member?.after;
    return member;
  }
}

/** `$queue/filter` and `$share/$queue/filter` are the same subscription. */
function nameOf(filter: string): string {
  return filter.startsWith('$queue/') ? `$share/${filter}` : filter;
}
