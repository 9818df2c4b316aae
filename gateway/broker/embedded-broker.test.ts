import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { matches } from '../core/topics.ts';
import type { BrokerMessage, QualityOfService, Subscriber } from './broker.ts';
import { EmbeddedBroker } from './embedded-broker.ts';

class Inbox implements Subscriber {
  readonly messages: BrokerMessage[] = [];
  readonly #onMessage: () => void;

  constructor(onMessage: () => void = () => {}) {
    this.#onMessage = onMessage;
  }

  get ids(): string[] {
    return this.messages.map(({ id }) => id);
  }

  deliver(message: BrokerMessage): void {
    this.messages.push(message);
    this.#onMessage();
  }
}

function message(topic: string, fields: Partial<BrokerMessage> = {}): BrokerMessage {
  const payload = Uint8Array.of(1);
  return { id: '1', node: 'test', from: 'device', topic, qos: 0, payload, timestamp: 0, ...fields };
}

async function publishMany(broker: EmbeddedBroker, topic: string, count: number): Promise<void> {
  for (let id = 0; id < count; id += 1) await broker.publish(message(topic, { id: String(id) }));
}

describe('a plain subscription', () => {
  it('gets the messages of its topics, and no others', async () => {
    const broker = new EmbeddedBroker();
    const inbox = new Inbox();
    await broker.subscribe(inbox, 'a/+', 0);
    const wanted = message('a/b');
    await broker.publish(wanted);
    await broker.publish(message('b/a'));
    expect(inbox.messages).toEqual([wanted]);
  });

  it('has every message before publish returns, in order', () => {
    const broker = new EmbeddedBroker();
    const inbox = new Inbox();
    void broker.subscribe(inbox, '#', 0);
    for (const id of ['1', '2', '3']) void broker.publish(message('a', { id }));
    expect(inbox.ids).toEqual(['1', '2', '3']);
  });

  it.each([
    [0, 0, 0],
    [0, 2, 0],
    [1, 2, 1],
    [2, 0, 0],
    [2, 1, 1],
    [2, 2, 2],
  ] as const)(
    'published at qos %i, subscribed at %i: delivered at %i',
    async (published, granted, delivered) => {
      const broker = new EmbeddedBroker();
      const inbox = new Inbox();
      await broker.subscribe(inbox, 'a', granted);
      await broker.publish(message('a', { qos: published }));
      expect(inbox.messages).toEqual([message('a', { qos: delivered })]);
    },
  );

  it('gets a message once when several of its filters match, at the highest qos of them', async () => {
    const broker = new EmbeddedBroker();
    const inbox = new Inbox();
    await broker.subscribe(inbox, 'a/b', 0);
    await broker.subscribe(inbox, 'a/#', 1);
    await broker.subscribe(inbox, '+/b', 0);
    await broker.publish(message('a/b', { qos: 2 }));
    expect(inbox.messages).toEqual([message('a/b', { qos: 1 })]);
  });

  it('made again only changes its qos', async () => {
    const broker = new EmbeddedBroker();
    const inbox = new Inbox();
    await broker.subscribe(inbox, 'a', 2);
    await broker.subscribe(inbox, 'a', 1);
    await broker.publish(message('a', { qos: 2 }));
    expect(inbox.messages).toEqual([message('a', { qos: 1 })]);
    await broker.unsubscribe(inbox, 'a');
    expect(broker.isEmpty).toBe(true);
  });

  it('ends alone, and may never have been', async () => {
    const broker = new EmbeddedBroker();
    const inbox = new Inbox();
    await broker.unsubscribe(inbox, 'a');
    await broker.subscribe(inbox, 'a', 0);
    await broker.subscribe(inbox, 'b', 0);
    await broker.unsubscribe(inbox, 'a');
    await broker.unsubscribe(inbox, '$share/g/b');
    await broker.publish(message('a'));
    await broker.publish(message('b'));
    expect(inbox.messages).toEqual([message('b')]);
  });
});

describe('a shared subscription', () => {
  it('takes turns', async () => {
    const broker = new EmbeddedBroker();
    const inboxes = [new Inbox(), new Inbox(), new Inbox()];
    for (const inbox of inboxes) await broker.subscribe(inbox, '$share/g/a/#', 0);
    await publishMany(broker, 'a/b', 7);
    expect(inboxes.map(({ ids }) => ids)).toEqual([
      ['0', '3', '6'],
      ['1', '4'],
      ['2', '5'],
    ]);
  });

  it('keeps groups apart, also those of one name on two filters', async () => {
    const broker = new EmbeddedBroker();
    const inbox = new Inbox();
    for (const filter of ['$share/g/a', '$share/h/a', '$share/g/+', 'a', '#']) {
      await broker.subscribe(inbox, filter, 0);
    }
    await publishMany(broker, 'a', 1);
    expect(inbox.ids).toHaveLength(4);
  });

  it("delivers at the qos of the member's subscription", async () => {
    const broker = new EmbeddedBroker();
    const [first, second] = [new Inbox(), new Inbox()];
    await broker.subscribe(first, '$share/g/a', 0);
    await broker.subscribe(second, '$share/g/a', 2);
    await broker.subscribe(first, '$share/g/a', 1);
    for (let round = 0; round < 2; round += 1) await broker.publish(message('a', { qos: 2 }));
    expect([...first.messages, ...second.messages].map(({ qos }) => qos)).toEqual([1, 2]);
  });

  it('is the same as $queue/filter and as $share/$queue/filter', async () => {
    const broker = new EmbeddedBroker();
    const inbox = new Inbox();
    await broker.subscribe(inbox, '$queue/a', 0);
    await broker.subscribe(inbox, '$share/$queue/a', 0);
    await broker.publish(message('a'));
    expect(inbox.messages).toHaveLength(1);
    await broker.unsubscribe(inbox, '$queue/a');
    expect(broker.isEmpty).toBe(true);
  });

  const turns = fc.array(fc.tuple(fc.nat(4), fc.constantFrom('join', 'leave', 'publish', 'publish')));
  test.prop([turns])('delivers each message to the member that waits longest', async (steps) => {
    const broker = new EmbeddedBroker();
    const inboxes = Array.from({ length: 5 }, () => new Inbox());
    let waiting: Inbox[] = [];
    for (const [index, kind] of steps) {
      const inbox = inboxes[index];
      if (inbox === undefined) continue;
      const others = waiting.filter((other) => other !== inbox);
      if (kind === 'join') {
        await broker.subscribe(inbox, '$share/g/a', 0);
        if (others.length === waiting.length) waiting.push(inbox);
      } else if (kind === 'leave') {
        await broker.unsubscribe(inbox, '$share/g/a');
        waiting = others;
      } else {
        const [next, ...rest] = waiting;
        const counts = inboxes.map((each) => each.messages.length + (each === next ? 1 : 0));
        await publishMany(broker, 'a', 1);
        expect(inboxes.map(({ messages }) => messages.length)).toEqual(counts);
        waiting = next === undefined ? [] : [...rest, next];
      }
    }
    for (const inbox of inboxes) broker.leave(inbox);
    expect(broker.isEmpty).toBe(true);
  });
});

describe('a delivery', () => {
  it('may end the subscriptions that it comes from, or make new ones', async () => {
    const broker = new EmbeddedBroker();
    const leaver: Inbox = new Inbox(() => broker.leave(leaver));
    const joiner: Inbox = new Inbox(() => {
      void broker.unsubscribe(joiner, '+');
      void broker.subscribe(joiner, '#', 0);
      void broker.subscribe(late, 'a', 0);
    });
    const late = new Inbox();
    const last = new Inbox();
    for (const filter of ['a', '$share/g/a', '$share/h/a']) await broker.subscribe(leaver, filter, 0);
    await broker.subscribe(joiner, '+', 0);
    await broker.subscribe(last, 'a', 0);
    await publishMany(broker, 'a', 1);
    expect([joiner, late, last].map(({ ids }) => ids.length)).toEqual([1, 0, 1]);
    const before = leaver.ids.length;
    await publishMany(broker, 'a', 1);
    expect([joiner, late, last].map(({ ids }) => ids.length)).toEqual([2, 1, 2]);
    expect(leaver.ids).toHaveLength(before);
  });
});

describe('the broker', () => {
  const filters = ['a', 'a/#', '+', '#', '$share/g/a', '$share/g/+', '$queue/a'] as const;
  const step = fc.record({
    kind: fc.constantFrom('subscribe', 'subscribe', 'unsubscribe', 'leave'),
    who: fc.nat(2),
    filter: fc.constantFrom(...filters),
    qos: fc.constantFrom<QualityOfService>(0, 1, 2),
  });

  test.prop([fc.array(step, { maxLength: 30 })])('serves whoever holds a matching filter', async (steps) => {
    const broker = new EmbeddedBroker();
    const clients = [0, 1, 2].map(() => ({ inbox: new Inbox(), held: new Map<string, QualityOfService>() }));
    for (const { kind, who, filter, qos } of steps) {
      const client = clients[who];
      if (client === undefined) continue;
      const { inbox, held } = client;
      if (kind === 'subscribe') {
        await broker.subscribe(inbox, filter, qos);
        held.set(filter, qos);
      } else if (kind === 'unsubscribe') {
        await broker.unsubscribe(inbox, filter);
        held.delete(filter);
      } else {
        broker.leave(inbox);
        held.clear();
      }
      // No shared filter of this test selects `a/b`.
      await broker.publish(message('a/b', { qos: 2 }));
      for (const { inbox, held } of clients) {
        const granted = [...held].flatMap(([known, at]) => (matches(known, 'a/b') ? [at] : []));
        const delivered = inbox.messages.splice(0).map((each) => each.qos);
        expect(delivered).toEqual(granted.length === 0 ? [] : [Math.max(...granted)]);
      }
    }
    for (const { inbox } of clients) broker.leave(inbox);
    expect(broker.isEmpty).toBe(true);
  });

  it('keeps nothing for a subscriber without subscriptions', async () => {
    const broker = new EmbeddedBroker();
    const inbox = new Inbox();
    broker.leave(inbox);
    await broker.unsubscribe(inbox, 'a');
    expect(broker.isEmpty).toBe(true);
    await broker.subscribe(inbox, 'a', 1);
    expect(broker.isEmpty).toBe(false);
  });
});
