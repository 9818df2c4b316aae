import { describe, expect, it } from 'vitest';
import { addConnection, testSuite, testWorld } from '../../../fixtures/test-world.ts';
import type { RuleId } from '../../rules/catalogue.ts';
import type { Publication } from '../world/publication.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import { publish, rawPublish } from './messaging-actions.ts';

const options = { qos: 1, salt: 1 };

/** Clients with their filters; `me` publishes. */
function worldOf(subscriptions: Record<string, readonly string[]>): World {
  const world = testWorld(testSuite(undefined, 100));
  for (const [name, filters] of Object.entries(subscriptions)) {
    addConnection(world, name);
    const connection = world.model.get(name);
    connection.clientid = name;
    for (const filter of filters) connection.subscriptions.set(filter, 0);
  }
  return world;
}

/** What the world is told to expect; that no adapter takes the message is all the same. */
async function announced(world: World, action: Action): Promise<readonly Publication[]> {
  await expect(action.perform(world, world.model)).rejects.toMatchObject({ rule: 'EXP-CODE-027' });
  return [...world.publications.values()];
}

const fromMe = publish('me', 'a', options);
const raw = rawPublish('a', options);

describe('a message that stays away', () => {
  it.each<[RuleId, string, Record<string, readonly string[]>, Action]>([
    ['EXP-PUB-001', 'from another connection', { me: [], c1: ['a'] }, fromMe],
    ['EXP-PUB-003', 'from its publisher', { me: ['a'] }, fromMe],
    ['EXP-PUB-007', 'from a wildcard', { me: [], c1: ['+'] }, fromMe],
    ['EXP-PUB-009', 'from a group', { me: [], c1: ['$share/g/a'], c2: ['$share/g/a'] }, fromMe],
    ['EXP-PUB-012', 'although it came by RawPublish', { c1: ['a'] }, raw],
    ['EXP-PUB-016', 'one of several', { me: [], c1: ['a'] }, publish('me', 'a', { ...options, count: 3 })],
  ])('breaks %s %s', async (rule, _, subscriptions, action) => {
    const [publication] = await announced(worldOf(subscriptions), action);
    expect(publication?.missing).toBe(rule);
  });

  it('breaks EXP-PUB-017 when a callback was in flight', async () => {
    const world = worldOf({ me: [], c1: ['a'] });
    world.model.get('c1').held = true;
    expect(await announced(world, fromMe)).toMatchObject([{ missing: 'EXP-PUB-017' }]);
  });

  it('breaks EXP-PUB-018 when its receiver has a mountpoint', async () => {
    const world = worldOf({ me: [], c1: ['a'] });
    for (const name of ['me', 'c1']) world.model.get(name).mountpoint = 'devices/';
    const [publication] = await announced(world, fromMe);
    expect(publication).toMatchObject({ topic: 'devices/a', missing: 'EXP-PUB-018' });
  });
});

describe('a message that comes to someone else', () => {
  it.each<[RuleId, string, Record<string, readonly string[]>, Action]>([
    ['EXP-PUB-002', 'who has other subscriptions', { me: [], c1: ['b'] }, fromMe],
    ['EXP-PUB-007', 'who has other wildcards', { me: [], c1: ['b/+'] }, fromMe],
    ['EXP-PUB-008', 'although its topic begins with $', { me: [], c1: ['#'] }, publish('me', '$a', options)],
    ['EXP-TAKE-004', 'when nobody has subscriptions', { me: [], c1: [] }, fromMe],
  ])('breaks %s %s', async (rule, _, subscriptions, action) => {
    const [publication] = await announced(worldOf(subscriptions), action);
    expect(publication?.misdirected).toBe(rule);
  });

  it('breaks EXP-PUB-006 after Unsubscribe', async () => {
    const world = worldOf({ me: [], c1: [] });
    world.unsubscribed.add('c1 a');
    expect(await announced(world, fromMe)).toMatchObject([{ misdirected: 'EXP-PUB-006' }]);
  });

  it.each<[RuleId, Action]>([
    ['EXP-PUB-018', fromMe],
    ['EXP-PUB-019', raw],
  ])('breaks %s where there are mountpoints', async (rule, action) => {
    const world = worldOf({ me: [], c1: ['a'] });
    world.model.get('c1').mountpoint = 'devices/';
    expect(await announced(world, action)).toMatchObject([{ misdirected: rule }]);
  });
});

describe('messages that are published at once', () => {
  it('have payloads of their own, and no order among themselves', async () => {
    const world = worldOf({ me: [], c1: ['a'] });
    const publications = await announced(world, publish('me', 'a', { ...options, count: 5 }));
    expect(publications).toHaveLength(5);
    expect(new Set(publications.map(({ order }) => order)).size).toBe(1);
  });

  it('come after those that were published before', async () => {
    const world = worldOf({ me: [], c1: ['a'] });
    await announced(world, fromMe);
    const [first, second] = await announced(world, fromMe);
    expect(second?.order).toBeGreaterThan(first?.order ?? Number.POSITIVE_INFINITY);
  });
});
