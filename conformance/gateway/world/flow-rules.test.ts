import { describe, expect, it } from 'vitest';
import { bytesReceived } from '../../../fixtures/callbacks.ts';
import { announceConnection, testWorld, verdictOf } from '../../../fixtures/test-world.ts';
import type { RuleId } from '../../rules/catalogue.ts';
import type { LiveConnection } from './live-connection.ts';

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
