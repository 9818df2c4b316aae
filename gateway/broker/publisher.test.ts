import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';
import type { BrokerMessage } from './broker.ts';
import { EmbeddedBroker } from './embedded-broker.ts';
import { Publisher } from './publisher.ts';

async function publish(count: number): Promise<BrokerMessage[]> {
  const broker = new EmbeddedBroker();
  const messages: BrokerMessage[] = [];
  await broker.subscribe({ deliver: (message) => void messages.push(message) }, '#', 2);
  const clock = new VirtualClock();
  const publisher = new Publisher(broker, clock, 'node');
  for (let index = 0; index < count; index += 1) {
    clock.pass(1);
    await publisher.publish('device', 'a', 1, Buffer.from(String(index)));
  }
  return messages;
}

describe('the id of a message', () => {
  it('is 32 upper-case hexadecimal digits, and grows', async () => {
    const ids = (await publish(300)).map(({ id }) => id);
    for (const id of ids) expect(id).toMatch(/^[0-9A-F]{32}$/);
    expect(new Set(ids).size).toBe(300);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('is none that another gateway gives', async () => {
    const [first] = await publish(1);
    const [second] = await publish(1);
    expect(first?.id).not.toBe(second?.id);
  });
});

it('a message carries its node, its publisher and the time of the day', async () => {
  const [message] = await publish(1);
  const timestamp = Date.UTC(2026, 0, 1) + 1;
  expect(message).toMatchObject({ node: 'node', from: 'device', topic: 'a', qos: 1, timestamp });
});
