import type { RuleId } from '../../rules/catalogue.ts';
import type { Model, Receiver } from '../model/model.ts';
import { sharedFilter } from '../model/topic-matching.ts';
import { bytesOf } from '../payload.ts';
import { outstanding, type Publication } from '../world/publication.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import { clientidOf, expand } from './call-actions.ts';
import { expectAnswer, expectCode } from './expectations.ts';
import { hasRawPublish, openPublisher } from './publisher.ts';

/** The handler subscribes a connection. */
export function subscribe(name: string, filter: string, qos: number): Action {
  return {
    text: `the handler subscribes ${name} to ${filter} with qos ${qos}`,
    check: (model) => model.isOpen(name) && model.get(name).clientid !== undefined,
    advance: () => undefined,
    async perform(world, model) {
      const live = world.live(name);
      const topic = expand(world, filter);
      expectAnswer(live, 'EXP-CODE-018', await live.call('Subscribe', { topic, qos }), 'SUCCESS');
      model.get(name).subscriptions.set(topic, qos);
    },
  };
}

/** The handler ends a subscription, or one that never was. */
export function unsubscribe(name: string, filter: string): Action {
  return {
    text: `the handler unsubscribes ${name} from ${filter}`,
    check: (model) => model.isOpen(name) && model.get(name).clientid !== undefined,
    advance: () => undefined,
    async perform(world, model) {
      const live = world.live(name);
      const topic = expand(world, filter);
      const { subscriptions } = model.get(name);
      const rule = subscriptions.has(topic) ? 'EXP-PUB-006' : 'EXP-CODE-017';
      expectAnswer(live, rule, await live.call('Unsubscribe', { topic }), 'SUCCESS');
      if (subscriptions.delete(topic)) world.unsubscribed.add(`${name} ${topic}`);
    },
  };
}

/** What is published, and how many times without waiting. */
export interface PublicationOptions {
  readonly qos: number;
  readonly salt: number;
  readonly count?: number;
  readonly size?: number;
  /** For RawPublish: without the prefix that the target puts before every client's topics. */
  readonly bare?: boolean;
}

/** The handler publishes in the name of a connection's client. */
export function publish(name: string, topic: string, options: PublicationOptions): Action {
  const { qos, count = 1 } = options;
  return {
    text: `the handler publishes ${topic} with qos ${qos} from ${name}${times(count)}`,
    check: (model) => model.isOpen(name) && model.get(name).clientid !== undefined,
    advance: () => undefined,
    async perform(world, model) {
      const live = world.live(name);
      const { mountpoint, clientid } = model.get(name);
      const local = expand(world, topic);
      const from = clientidOf(world, clientid ?? '');
      await publishAll(
        world,
        { topic: mountpoint + local, from, publisher: name, options },
        async (payload) => {
          const outcome = await live.call('Publish', { topic: local, qos, payload });
          expectAnswer(live, 'EXP-CODE-027', outcome, 'SUCCESS');
          return outcome;
        },
      );
    },
    simpler: () => (count > 1 ? [publish(name, topic, { ...options, count: 1 })] : []),
  };
}

/** The handler publishes without a connection; where the dialect has no RawPublish, by one that nobody looks at. */
export function rawPublish(topic: string, options: PublicationOptions): Action {
  const { qos, count = 1 } = options;
  return {
    text: `the handler publishes ${topic} with qos ${qos} by RawPublish${times(count)}`,
    check: () => true,
    advance: () => undefined,
    async perform(world) {
      const { mountpoint } = world.suite.target;
      if (options.bare === true && !hasRawPublish(world)) return;
      const prefix = mountpoint.from === 'configuration' && options.bare !== true ? mountpoint.prefix : '';
      const local = expand(world, topic);
      const whole = prefix + local;
      const { name, from, publish: publishOne } = await openPublisher(world);
      await publishAll(world, { topic: whole, from, publisher: name, options }, (payload) =>
        publishOne({ whole, local }, qos, payload),
      );
    },
    simpler: () => (count > 1 ? [rawPublish(topic, { ...options, count: 1 })] : []),
  };
}

interface Publishing {
  readonly topic: string;
  readonly from: string | undefined;
  readonly publisher: string | undefined;
  readonly options: PublicationOptions;
}

async function publishAll(
  world: World,
  publishing: Publishing,
  call: (payload: Buffer) => ReturnType<World['call']>,
): Promise<void> {
  const { count = 1 } = publishing.options;
  const publications = Array.from({ length: count }, (_, index) => announce(world, publishing, index));
  const calls = publications.map(({ token }) => call(Buffer.from(token, 'hex')));
  for (const outcome of await Promise.all(calls)) expectCode(world, 'EXP-CODE-027', outcome, 'SUCCESS');
  for (const publication of publications) {
    const missing = () => outstanding(publication, world.model);
    const expected = `the message ${publication.topic} delivered`;
    const actual = () => `it did not come to ${missing().join(', ')}`;
    exerciseFor(world, publication);
    if (publication.receivers.length === 0) continue;
    await world.until(publication.missing, () => missing().length === 0, expected, actual);
  }
  world.stopIfBroken();
}

/** Tells the world what to expect, before the gateway can know of it. */
function announce(world: World, { topic, from, publisher, options }: Publishing, index: number): Publication {
  const { qos, salt, size = 12, count = 1 } = options;
  const payload = bytesOf({ size, salt: salt + index });
  // Whatever the salt, no two messages of a scenario are the same.
  payload.writeUInt32BE(world.publications.size);
  const token = payload.toString('hex');
  const receivers = world.model.receivers(topic);
  const publication: Publication = {
    token,
    topic,
    qos,
    from,
    // Calls that do not wait for each other have no order among themselves.
    order: world.publications.size - index,
    publishedAt: Date.now(),
    receivers,
    missing: missingRule(world.model, receivers, publisher, count),
    misdirected: misdirectedRule(world, topic, publisher),
    arrivals: new Map(),
  };
  world.publications.set(token, publication);
  return publication;
}

function missingRule(
  model: Model,
  receivers: readonly Receiver[],
  publisher: string | undefined,
  count: number,
): RuleId {
  if (receivers.some(({ groups }) => groups.length > 0)) return 'EXP-PUB-009';
  if (count > 1) return 'EXP-PUB-016';
  if (receivers.some(({ connection }) => connection.held)) return 'EXP-PUB-017';
  if (receivers.some(({ connection }) => connection.mountpoint !== '')) return 'EXP-PUB-018';
  if (receivers.some(({ connection }) => usesWildcards(model, connection.name))) return 'EXP-PUB-007';
  if (publisher === undefined) return 'EXP-PUB-012';
  if (receivers.every(({ connection }) => connection.name === publisher)) return 'EXP-PUB-003';
  return 'EXP-PUB-001';
}

/** Which rule a message breaks that comes to someone without a subscription for it. */
function misdirectedRule(
  { model, unsubscribed, suite }: World,
  topic: string,
  publisher: string | undefined,
): RuleId {
  const open = [...model.connections.values()].filter(({ phase }) => phase === 'open');
  if (topic.startsWith('$')) return 'EXP-PUB-008';
  if (open.some(({ name }) => [...unsubscribed].some((entry) => entry.startsWith(`${name} `))))
    return 'EXP-PUB-006';
  if (publisher === undefined && open.some(({ mountpoint }) => mountpoint !== '')) return 'EXP-PUB-019';
  if (suite.target.mountpoint.from === 'client' && open.some(({ mountpoint }) => mountpoint !== ''))
    return 'EXP-PUB-018';
  if (open.some(({ name }) => usesWildcards(model, name))) return 'EXP-PUB-007';
  return open.some(({ clientid, subscriptions }) => clientid !== undefined && subscriptions.size > 0)
    ? 'EXP-PUB-002'
    : 'EXP-TAKE-004';
}

/** Counts what a message that came rightly has put to the test besides its own rule. */
function exerciseFor(world: World, { receivers, misdirected, topic, from }: Publication): void {
  if (receivers.some(({ plain }) => plain > 0)) world.exercise('EXP-PUB-001');
  const others = [...world.model.connections.values()].filter(
    ({ phase, name }) => phase === 'open' && !receivers.some(({ connection }) => connection.name === name),
  );
  if (others.length > 0) world.exercise(misdirected);
  if (receivers.some(({ connection }) => usesWildcards(world.model, connection.name)))
    world.exercise('EXP-PUB-007');
  if (topic.startsWith('$')) world.exercise('EXP-PUB-008');
  if (from === undefined) world.exercise('EXP-PUB-012');
}

function usesWildcards(model: Model, name: string): boolean {
  return [...model.get(name).subscriptions.keys()].some((filter) =>
    /[+#]/.test(sharedFilter(filter)?.filter ?? filter),
  );
}

function times(count: number): string {
  return count === 1 ? '' : `, ${count} times without waiting`;
}
