import { describe, expect, it } from 'vitest';
import { bytesReceived, socketClosed, socketCreated, timerTimeout } from '../../../fixtures/callbacks.ts';
import { addConnection, testWorld, verdictOf } from '../../../fixtures/test-world.ts';
import type { RuleId } from '../../rules/catalogue.ts';
import type { Callback } from './callback.ts';
import type { LiveConnection } from './live-connection.ts';

/** A connection of which these callbacks have come, each after the one before was answered. */
async function connectionAfter(...callbacks: readonly Callback[]): Promise<LiveConnection> {
  const live = addConnection(testWorld(), 'c1');
  live.uplink.expect(Buffer.from('a'));
  for (const callback of callbacks) await live.receive(callback);
  return live;
}

const created = socketCreated('conn');
const bytes = bytesReceived('a');
const closed = socketClosed();

describe('the order of callbacks', () => {
  it.each<[RuleId, string, readonly Callback[]]>([
    ['EXP-CONN-001', 'bytes come before OnSocketCreated', [bytes]],
    ['EXP-CONN-001', 'the end comes before OnSocketCreated', [closed]],
    ['EXP-CONN-002', 'OnSocketCreated comes twice', [created, created]],
    ['EXP-CONN-003', 'bytes come after OnSocketClosed', [created, closed, bytes]],
    ['EXP-CONN-007', 'OnSocketClosed comes twice', [created, closed, closed]],
    ['EXP-CONN-015', 'OnSocketClosed has no reason', [created, socketClosed('')]],
  ])('breaks %s when %s', async (rule, _, callbacks) => {
    const { world } = await connectionAfter(...callbacks);
    expect(verdictOf(world, rule)).toBe('broken');
  });

  it.each<RuleId>([
    'EXP-CONN-001',
    'EXP-CONN-002',
    'EXP-CONN-003',
    'EXP-CONN-007',
    'EXP-CONN-015',
    'EXP-FLOW-001',
  ])('keeps %s from first to last', async (rule) => {
    const { world } = await connectionAfter(created, bytes, closed);
    expect(verdictOf(world, rule)).toBe('held');
  });
});

describe('the next callback', () => {
  it('breaks EXP-FLOW-001 when it comes before the answer', async () => {
    const live = addConnection(testWorld(), 'c1');
    live.next = 'hold';
    const answer = live.receive(created);
    await live.receive(closed);
    expect(verdictOf(live.world, 'EXP-FLOW-001')).toBe('broken');
    live.held?.release({ status: 'OK' });
    await expect(answer).resolves.toEqual({ status: 'OK' });
  });

  it('keeps it after the answer, whatever that is', async () => {
    const live = addConnection(testWorld(), 'c1');
    live.next = 'hold';
    const answer = live.receive(created);
    live.held?.release({ status: 'INTERNAL' });
    await expect(answer).resolves.toEqual({ status: 'INTERNAL' });
    expect(live.held).toBeUndefined();
    await live.receive(closed);
    expect(verdictOf(live.world, 'EXP-FLOW-001')).toBe('held');
  });

  it('is answered as it was told, and the one after it with OK', async () => {
    const live = addConnection(testWorld(), 'c1');
    live.next = 'UNAVAILABLE';
    await expect(live.receive(created)).resolves.toEqual({ status: 'UNAVAILABLE' });
    await expect(live.receive(closed)).resolves.toEqual({ status: 'OK' });
  });
});

describe('OnTimerTimeout', () => {
  const timeoutsAfterStart = async (...timeouts: readonly Callback[]) => {
    const live = await connectionAfter(created);
    live.timerStarted = true;
    for (const timeout of timeouts) await live.receive(timeout);
    return live;
  };

  it('breaks EXP-KEEP-008 when no timer was started', async () => {
    const { world } = await connectionAfter(created, timerTimeout());
    expect(verdictOf(world, 'EXP-KEEP-008')).toBe('broken');
  });

  it('breaks EXP-KEEP-009 when it comes twice', async () => {
    const { world } = await timeoutsAfterStart(timerTimeout(), timerTimeout());
    expect(verdictOf(world, 'EXP-KEEP-009')).toBe('broken');
  });

  it('breaks EXP-KEEP-009 when it has another type', async () => {
    // A value outside the enum stays the number that came.
    const { world } = await timeoutsAfterStart(timerTimeout(99 as never));
    expect(verdictOf(world, 'EXP-KEEP-009')).toBe('broken');
    expect(world.violation?.actual).toBe('its type was 99');
  });

  it('keeps both when it comes once', async () => {
    const live = await timeoutsAfterStart(timerTimeout());
    expect(verdictOf(live.world, 'EXP-KEEP-008')).toBe('held');
    expect(verdictOf(live.world, 'EXP-KEEP-009')).toBe('held');
    expect(live.timeoutAt).toBeDefined();
  });
});
