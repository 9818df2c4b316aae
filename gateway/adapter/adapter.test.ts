import { describe, expect, it } from 'vitest';
import { ConnectionInMemory } from '../../fixtures/connection-in-memory.ts';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';
import type { BrokerMessage } from '../broker/broker.ts';
import { EmbeddedBroker } from '../broker/embedded-broker.ts';
import { Publisher } from '../broker/publisher.ts';
import { Registry } from '../registry/registry.ts';
import { createAdapter } from './adapter.ts';

function start() {
  const registry = new Registry();
  const broker = new EmbeddedBroker();
  const adapter = createAdapter(registry, new Publisher(broker, new VirtualClock(), 'node'));
  return { registry, broker, adapter };
}

const payload = Buffer.from('hello');

describe('a call', () => {
  it('goes to the connection that it names', async () => {
    const { registry, adapter } = start();
    const first = new ConnectionInMemory('first', { registry });
    const second = new ConnectionInMemory('second', { registry });
    first.connection.open();
    second.connection.open();
    expect((await adapter.call('second', { method: 'Send', bytes: payload })).code).toBe('SUCCESS');
    expect([first.socket.asked, second.socket.asked]).toEqual([[], ['write hello']]);
  });

  it.each(['', 'unknown', '__proto__'])('for the conn %j is answered that it is not alive', async (conn) => {
    const answer = await start().adapter.call(conn, { method: 'Close' });
    expect(answer.code).toBe('CONN_PROCESS_NOT_ALIVE');
  });
});

describe('RawPublish', () => {
  it('publishes in the name of exproto, without a mountpoint', async () => {
    const { broker, adapter } = start();
    const messages: BrokerMessage[] = [];
    await broker.subscribe({ deliver: (message) => void messages.push(message) }, 'a/b', 2);
    expect((await adapter.rawPublish('a/b', 2, payload)).code).toBe('SUCCESS');
    expect(messages).toMatchObject([{ from: 'exproto', topic: 'a/b', qos: 2, payload }]);
  });

  it.each([
    ['a', 3],
    ['', 0],
    ['a/+', 0],
    ['#', 1],
  ])('to %j with qos %d is refused', async (topic, qos) => {
    expect((await start().adapter.rawPublish(topic, qos, payload)).code).toBe('PARAMS_TYPE_ERROR');
  });

  it('tells what the broker refuses', async () => {
    const { broker, adapter } = start();
    broker.publish = () => Promise.reject(new Error('no room'));
    expect(await adapter.rawPublish('a', 0, payload)).toEqual({
      code: 'UNKNOWN',
      message: 'the broker refused: no room',
    });
  });
});
