import { describe, expect, it } from 'vitest';
import { bytesReceived } from '../../../fixtures/callbacks.ts';
import {
  addConnection,
  announceConnection,
  testSuite,
  testWorld,
  verdictOf,
} from '../../../fixtures/test-world.ts';
import type { RuleId } from '../../rules/catalogue.ts';
import type { LiveConnection } from './live-connection.ts';

/** A connection on UDP whose device has sent this. */
async function datagramsOf(...sent: readonly string[]): Promise<LiveConnection> {
  const live = await announceConnection(testWorld(testSuite(undefined, undefined, 'udp')), 'c1');
  for (const text of sent) live.uplink.expect(Buffer.from(text));
  return live;
}

/** A connection whose device has sent this. */
async function uplinkOf(...sent: readonly string[]): Promise<LiveConnection> {
  const live = await announceConnection(testWorld(), 'c1');
  for (const text of sent) live.uplink.expect(Buffer.from(text));
  return live;
}

describe('bytes from the device', () => {
  it.each<[RuleId, string, readonly string[]]>([
    ['EXP-BYTE-001', 'are lost', ['efgh']],
    ['EXP-BYTE-002', 'are changed', ['abXd']],
    ['EXP-BYTE-003', 'come twice', ['abcd', 'abcd']],
    ['EXP-BYTE-003', 'are more than were sent', ['abcdefghij']],
  ])('break %s when they %s', async (rule, _, came) => {
    const live = await uplinkOf('abcd', 'efgh');
    for (const text of came) await live.receive(bytesReceived(text));
    expect(verdictOf(live.world, rule)).toBe('broken');
  });

  it('break EXP-BYTE-004 when they are those of another device', async () => {
    const live = await uplinkOf('abcd');
    const other = await announceConnection(live.world, 'c2');
    other.uplink.expect(Buffer.from('efgh'));
    await live.receive(bytesReceived('efgh'));
    expect(verdictOf(live.world, 'EXP-BYTE-004')).toBe('broken');
  });

  it('break EXP-BYTE-005 while a lot is uploaded', async () => {
    const live = await uplinkOf('abcd', 'efgh');
    live.world.uploading.set('c1', 'EXP-BYTE-005');
    await live.receive(bytesReceived('efgh'));
    expect(verdictOf(live.world, 'EXP-BYTE-005')).toBe('broken');
  });

  it('keep the rules wherever they are split', async () => {
    const live = await uplinkOf('abcd', 'efgh');
    await live.receive(bytesReceived('abcde'));
    await live.receive(bytesReceived('fgh'));
    expect(live.uplink.isComplete).toBe(true);
    for (const rule of ['EXP-BYTE-002', 'EXP-BYTE-003', 'EXP-BYTE-004'] as const)
      expect(verdictOf(live.world, rule), rule).toBe('held');
  });
});

describe('bytes to the device', () => {
  const rules = ['EXP-BYTE-007', 'EXP-BYTE-008'] as const;

  it.each(rules)('break %s when they are out of order', async (rule) => {
    const live = await announceConnection(testWorld(), 'c1');
    if (rule === 'EXP-BYTE-008') live.world.sending.set('c1', rule);
    for (const text of ['first', 'second']) live.downlink.expect(Buffer.from(text));
    live.receiveDownlink(Buffer.from('second'));
    expect(verdictOf(live.world, rule)).toBe('broken');
  });

  it('break nothing when they are those of each Send, joined or split', async () => {
    const live = await announceConnection(testWorld(), 'c1');
    for (const text of ['first', 'second']) live.downlink.expect(Buffer.from(text));
    live.receiveDownlink(Buffer.from('firsts'));
    live.receiveDownlink(Buffer.from('econd'));
    expect(live.downlink.isComplete).toBe(true);
    expect(live.world.violation).toBeUndefined();
  });
});

describe('datagrams from the device', () => {
  it.each<[RuleId, string, readonly string[]]>([
    ['EXP-DGRAM-001', 'are joined', ['abcdefgh']],
    ['EXP-DGRAM-001', 'are split', ['ab']],
    ['EXP-BYTE-001', 'are lost', ['efgh']],
    ['EXP-BYTE-002', 'are changed', ['abXd']],
    ['EXP-BYTE-003', 'come twice', ['abcd', 'abcd']],
  ])('break %s when they %s', async (rule, _, came) => {
    const live = await datagramsOf('abcd', 'efgh');
    for (const text of came) await live.receive(bytesReceived(text));
    expect(verdictOf(live.world, rule)).toBe('broken');
  });

  it('break EXP-DGRAM-006 when they are those of a device that was not announced', async () => {
    const live = await datagramsOf('abcd');
    const other = addConnection(live.world, 'c2');
    other.conn = undefined;
    other.uplink.expect(Buffer.from('efgh'));
    await live.receive(bytesReceived('efgh'));
    expect(verdictOf(live.world, 'EXP-DGRAM-006')).toBe('broken');
  });

  it('break EXP-DGRAM-003 when they are large and cut', async () => {
    const live = await datagramsOf('abcd');
    live.world.uploading.set('c1', 'EXP-DGRAM-003');
    await live.receive(bytesReceived('abc'));
    expect(verdictOf(live.world, 'EXP-DGRAM-003')).toBe('broken');
  });

  it('keep the rules when they come as they were sent, with empty ones between them', async () => {
    const live = await datagramsOf('abcd', '', 'efgh');
    for (const text of ['abcd', '', 'efgh']) await live.receive(bytesReceived(text));
    for (const rule of ['EXP-DGRAM-001', 'EXP-DGRAM-005'] as const)
      expect(verdictOf(live.world, rule), rule).toBe('held');
  });
});

describe('datagrams to the device', () => {
  it.each<[RuleId, string, RuleId | undefined, string]>([
    ['EXP-DGRAM-002', 'are joined', undefined, 'firstsecond'],
    ['EXP-DGRAM-002', 'are joined without waiting', 'EXP-BYTE-008', 'firstsecond'],
    ['EXP-DGRAM-004', 'are large and cut', 'EXP-DGRAM-004', 'fir'],
    ['EXP-BYTE-008', 'overtake each other', 'EXP-BYTE-008', 'second'],
  ])('break %s when they %s', async (rule, _, special, came) => {
    const live = await datagramsOf();
    if (special !== undefined) live.world.sending.set('c1', special);
    for (const text of ['first', 'second']) live.downlink.expect(Buffer.from(text));
    live.receiveDownlink(Buffer.from(came));
    expect(verdictOf(live.world, rule)).toBe('broken');
  });

  it('keep EXP-DGRAM-002 when they come as they were sent', async () => {
    const live = await datagramsOf();
    live.downlink.expect(Buffer.from('first'));
    live.receiveDownlink(Buffer.from('first'));
    expect(verdictOf(live.world, 'EXP-DGRAM-002')).toBe('held');
  });
});
