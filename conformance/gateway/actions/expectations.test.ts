import { describe, expect, it, vi } from 'vitest';
import { bytesReceived, socketCreated } from '../../../fixtures/callbacks.ts';
import {
  addConnection,
  announceConnection,
  testSuite,
  testWorld,
  verdictOf,
} from '../../../fixtures/test-world.ts';
import type { RuleId } from '../../rules/catalogue.ts';
import type { LiveConnection } from '../world/live-connection.ts';
import {
  expectAnswer,
  expectClosed,
  expectCode,
  expectDeviceClosed,
  expectDownlink,
  expectMessages,
  expectUplink,
} from './expectations.ts';

const success = { code: 'SUCCESS', message: '' };
const denied = { code: 'PERMISSION_DENY', message: 'no' };
const noAnswer = { error: 'DEADLINE_EXCEEDED' };

const impatientWorld = () => testWorld(testSuite(undefined, 10));

describe('expectCode', () => {
  it('keeps the rule when the answer is one of the codes', () => {
    const world = testWorld();
    expectCode(world, 'EXP-CODE-003', denied, 'SUCCESS', 'PERMISSION_DENY');
    expect(verdictOf(world, 'EXP-CODE-003')).toBe('held');
  });

  it.each([
    [denied, 'EXP-CODE-022: expected SUCCESS, but the answer was PERMISSION_DENY (no)'],
    [noAnswer, 'EXP-CODE-022: expected SUCCESS, but the answer was gRPC error DEADLINE_EXCEEDED'],
  ])('ends the scenario with the rule when it is %o', (outcome, message) => {
    expect(() => expectCode(testWorld(), 'EXP-CODE-022', outcome, 'SUCCESS')).toThrow(message);
  });
});

describe('expectAnswer', () => {
  /** A connection whose OnSocketCreated, or a later callback, is held. */
  async function holding(method: 'OnSocketCreated' | 'OnReceivedBytes'): Promise<LiveConnection> {
    const world = testWorld();
    const later = method === 'OnReceivedBytes';
    const live = later ? await announceConnection(world, 'c1') : addConnection(world, 'c1');
    live.uplink.expect(Buffer.from('a'));
    live.next = 'hold';
    void live.receive(later ? bytesReceived('a') : socketCreated('conn'));
    world.model.get('c1').held = true;
    return live;
  }

  it('says nothing of calls from inside a callback when there is none', async () => {
    const live = await announceConnection(testWorld(), 'c1');
    expectAnswer(live, 'EXP-CODE-022', success, 'SUCCESS');
    expect(verdictOf(live.world, 'EXP-CODE-022')).toBe('held');
    expect(verdictOf(live.world, 'EXP-FLOW-004')).toBe('untested');
  });

  it.each([
    ['OnSocketCreated', 'held'],
    ['OnReceivedBytes', 'untested'],
  ] as const)('inside %s leaves EXP-CONN-010 %s, and EXP-FLOW-004 held', async (method, verdict) => {
    const live = await holding(method);
    expectAnswer(live, 'EXP-CODE-022', success, 'SUCCESS');
    expect(verdictOf(live.world, 'EXP-CONN-010')).toBe(verdict);
    expect(verdictOf(live.world, 'EXP-FLOW-004')).toBe('held');
  });

  it('breaks EXP-FLOW-004 when a call from inside a callback is not answered', async () => {
    const live = await holding('OnReceivedBytes');
    expect(() => expectAnswer(live, 'EXP-CODE-022', noAnswer, 'SUCCESS')).toThrow('EXP-FLOW-004');
  });

  it('breaks the rule itself when it is answered wrongly', async () => {
    const live = await holding('OnReceivedBytes');
    expect(() => expectAnswer(live, 'EXP-CODE-022', denied, 'SUCCESS')).toThrow('EXP-CODE-022');
  });
});

describe('what has to come', () => {
  it.each<[RuleId, (live: LiveConnection) => Promise<void>, string]>([
    ['EXP-BYTE-001', (live) => expectUplink(live, 'EXP-BYTE-001'), '0 of 1 B came, and none for 0.01 s'],
    ['EXP-BYTE-007', (live) => expectDownlink(live, 'EXP-BYTE-007'), '0 of 1 B came, and none for 0.01 s'],
    ['EXP-CONN-004', (live) => expectClosed(live, 'EXP-CONN-004'), 'it did not come within 0.01 s'],
    ['EXP-CONN-006', (live) => expectDeviceClosed(live, 'EXP-CONN-006'), 'it is open within 0.01 s'],
  ])('breaks %s when patience ends', async (rule, wait, actual) => {
    const live = await announceConnection(impatientWorld(), 'c1');
    for (const stream of [live.uplink, live.downlink]) stream.expect(Buffer.from('a'));
    await expect(wait(live)).rejects.toMatchObject({ rule, actual });
  });

  it('may take longer than patience for as long as bytes come', async () => {
    const live = await announceConnection(impatientWorld(), 'c1');
    live.uplink.expect(Buffer.from('ab'));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const done = expectUplink(live, 'EXP-BYTE-001');
    for (const byte of ['a', 'b']) {
      await vi.advanceTimersByTimeAsync(9);
      await live.receive(bytesReceived(byte));
    }
    await done;
    vi.useRealTimers();
    expect(verdictOf(live.world, 'EXP-BYTE-001')).toBe('held');
  });

  it('keeps the rule when it comes meanwhile', async () => {
    const live = await announceConnection(testWorld(), 'c1');
    live.downlink.expect(Buffer.from('a'));
    const done = expectDownlink(live, 'EXP-BYTE-007');
    live.receiveDownlink(Buffer.from('a'));
    await done;
    expect(verdictOf(live.world, 'EXP-BYTE-007')).toBe('held');
  });

  it('ends with another rule that is broken meanwhile', async () => {
    const live = await announceConnection(testWorld(), 'c1');
    const done = expectClosed(live, 'EXP-CONN-004');
    await live.receive(bytesReceived('nobody sent this'));
    await expect(done).rejects.toMatchObject({ rule: 'EXP-BYTE-003' });
  });

  it('is every message, each by its own rule', async () => {
    const { world } = await announceConnection(impatientWorld(), 'c1');
    world.model.get('c1').subscriptions.set('a', 0);
    const publication = {
      token: 'ab',
      topic: 'a',
      qos: 0,
      from: undefined,
      order: 0,
      publishedAt: Date.now(),
      receivers: world.model.receivers('a'),
      missing: 'EXP-PUB-017',
      misdirected: 'EXP-PUB-002',
      arrivals: new Map<string, number>(),
    } as const;
    world.publications.set('ab', publication);
    await expect(expectMessages(world)).rejects.toMatchObject({
      rule: 'EXP-PUB-017',
      actual: 'it did not come to c1 within 0.01 s',
    });
  });
});
