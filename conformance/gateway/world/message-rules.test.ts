import { describe, expect, it } from 'vitest';
import { messagesReceived } from '../../../fixtures/callbacks.ts';
import { announceConnection, testWorld, verdictOf } from '../../../fixtures/test-world.ts';
import type { RuleId } from '../../rules/catalogue.ts';
import type { Message } from './callback.ts';
import type { LiveConnection } from './live-connection.ts';
import type { Publication } from './publication.ts';

/** A connection with subscriptions of qos 1. */
async function subscriber(...filters: readonly string[]): Promise<LiveConnection> {
  const live = await announceConnection(testWorld(), 'c1');
  subscribe(live, ...filters);
  return live;
}

function subscribe({ world, name }: LiveConnection, ...filters: readonly string[]): void {
  for (const filter of filters) world.model.get(name).subscriptions.set(filter, 1);
}

/** The client `me` publishes to the topic `a` with qos 2; all that matters less is as it should be. */
function publish({ world }: LiveConnection, other: Partial<Publication> = {}): Message {
  const { topic = 'a', token = 'abcd' } = other;
  const publication: Publication = {
    token,
    topic,
    qos: 2,
    from: 'me',
    order: world.publications.size,
    publishedAt: Date.now(),
    receivers: world.model.receivers(topic),
    missing: 'EXP-PUB-001',
    misdirected: 'EXP-PUB-002',
    arrivals: new Map(),
    ...other,
  };
  world.publications.set(token, publication);
  const { qos, publishedAt } = publication;
  const id = `id of ${token}`;
  return {
    node: 'n',
    id,
    qos,
    from: 'me',
    topic,
    payload: Buffer.from(token, 'hex'),
    timestamp: publishedAt,
  };
}

describe('a message', () => {
  const judged: readonly RuleId[] = [
    'EXP-PUB-004',
    'EXP-PUB-005',
    'EXP-PUB-010',
    'EXP-PUB-011',
    'EXP-PUB-013',
    'EXP-PUB-014',
    'EXP-PUB-015',
  ];

  it.each(judged)('keeps %s when it comes as it was published', async (rule) => {
    const live = await subscriber('a');
    await live.receive(messagesReceived(publish(live)));
    expect(verdictOf(live.world, rule)).toBe('held');
  });

  it.each<[RuleId, string, Partial<Message>]>([
    ['EXP-PUB-004', 'its topic is another', { topic: 'b' }],
    ['EXP-PUB-004', 'its payload is another', { payload: Buffer.from('changed') }],
    ['EXP-PUB-005', 'its qos is neither', { qos: 0 }],
    ['EXP-PUB-013', 'it is from someone else', { from: 'you' }],
    ['EXP-PUB-014', 'it has no id', { id: '' }],
    ['EXP-PUB-015', 'its time is in seconds', { timestamp: Math.floor(Date.now() / 1000) }],
  ])('breaks %s when %s', async (rule, _, change) => {
    const live = await subscriber('a');
    await live.receive(messagesReceived({ ...publish(live), ...change }));
    expect(verdictOf(live.world, rule)).toBe('broken');
  });

  it.each([1, 2])('may have the qos %i, of the publisher or the subscription', async (qos) => {
    const live = await subscriber('a');
    await live.receive(messagesReceived({ ...publish(live), qos }));
    expect(verdictOf(live.world, 'EXP-PUB-005')).toBe('held');
  });

  it('breaks EXP-PUB-002 when nobody published it', async () => {
    const live = await subscriber('a');
    const message = publish(live);
    live.world.publications.clear();
    await live.receive(messagesReceived(message));
    expect(verdictOf(live.world, 'EXP-PUB-002')).toBe('broken');
  });

  it('breaks the rule of its publication when it comes to someone else', async () => {
    const live = await subscriber('b');
    await live.receive(messagesReceived(publish(live, { misdirected: 'EXP-PUB-008' })));
    expect(verdictOf(live.world, 'EXP-PUB-008')).toBe('broken');
  });

  it('breaks EXP-PUB-011 when it comes more often than filters match', async () => {
    const live = await subscriber('a', '+');
    const message = publish(live);
    await live.receive(messagesReceived(message, message));
    expect(verdictOf(live.world, 'EXP-PUB-011')).toBe('held');
    await live.receive(messagesReceived(message));
    expect(verdictOf(live.world, 'EXP-PUB-011')).toBe('broken');
  });

  it('breaks EXP-PUB-009 when a second member of the group gets it', async () => {
    const live = await subscriber('$share/g/a');
    const second = await announceConnection(live.world, 'c2');
    subscribe(second, '$share/g/a');
    const message = publish(live);
    await live.receive(messagesReceived(message));
    expect(live.world.violation).toBeUndefined();
    await second.receive(messagesReceived(message));
    expect(verdictOf(live.world, 'EXP-PUB-009')).toBe('broken');
  });

  it('has the id of no other message, and the same for each of its receivers', async () => {
    const live = await subscriber('a');
    const second = await announceConnection(live.world, 'c2');
    subscribe(second, 'a');
    const message = publish(live);
    for (const receiver of [live, second]) await receiver.receive(messagesReceived(message));
    expect(verdictOf(live.world, 'EXP-PUB-014')).toBe('held');
    await live.receive(messagesReceived({ ...publish(live, { token: 'ef' }), id: message.id }));
    expect(verdictOf(live.world, 'EXP-PUB-014')).toBe('broken');
  });

  it('has no publisher when it came by RawPublish', async () => {
    const live = await subscriber('a');
    await live.receive(messagesReceived({ ...publish(live, { from: undefined }), from: 'anyone' }));
    expect(live.world.violation).toBeUndefined();
    expect(verdictOf(live.world, 'EXP-PUB-013')).toBe('untested');
  });
});

describe('the order of messages', () => {
  const twoMessages = (live: LiveConnection, second: Partial<Publication> = {}) =>
    [publish(live), publish(live, { token: 'ef', ...second })] as const;

  it('breaks EXP-PUB-010 when one of the same topic overtakes', async () => {
    const live = await subscriber('#');
    const [first, second] = twoMessages(live);
    await live.receive(messagesReceived(second, first));
    expect(verdictOf(live.world, 'EXP-PUB-010')).toBe('broken');
  });

  it.each<[string, Partial<Publication>]>([
    ['another topic', { topic: 'b' }],
    ['calls that did not wait for each other', { order: 0 }],
  ])('is free for %s', async (_, second) => {
    const live = await subscriber('#');
    await live.receive(messagesReceived(...twoMessages(live, second).toReversed()));
    expect(verdictOf(live.world, 'EXP-PUB-010')).toBe('held');
  });

  it('is free for a copy for a second filter', async () => {
    const live = await subscriber('#', 'a');
    const [first, second] = twoMessages(live);
    await live.receive(messagesReceived(first, second, first, second));
    expect(verdictOf(live.world, 'EXP-PUB-010')).toBe('held');
  });
});

describe('a mountpoint', () => {
  const mounted = async () => {
    const live = await subscriber('a');
    live.world.model.get('c1').mountpoint = 'devices/';
    return { live, message: publish(live, { topic: 'devices/a' }) };
  };

  it('keeps EXP-PUB-018 when it is taken off', async () => {
    const { live, message } = await mounted();
    await live.receive(messagesReceived({ ...message, topic: 'a' }));
    expect(verdictOf(live.world, 'EXP-PUB-018')).toBe('held');
  });

  it('breaks EXP-PUB-018 when it is still there', async () => {
    const { live, message } = await mounted();
    await live.receive(messagesReceived(message));
    expect(verdictOf(live.world, 'EXP-PUB-018')).toBe('broken');
  });
});
