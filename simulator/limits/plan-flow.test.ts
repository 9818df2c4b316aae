import { describe, expect, it } from 'vitest';
import type { DeclaredLimits } from './declared-limits.ts';
import { type FlowPlan, type FlowSubject, type FlowSurroundings, planFlow } from './plan-flow.ts';

const stream: FlowSurroundings = { datagrams: false, roundTrip: 2, places: 1_000 };
const datagrams: FlowSurroundings = { ...stream, datagrams: true };
const bytes: FlowSubject = { what: 'bytes', whose: 'connection' };
const messages: FlowSubject = { what: 'messages', whose: 'connection' };

function planned(subject: FlowSubject, numbers: DeclaredLimits['numbers'], around = stream): FlowPlan {
  const plan = planFlow(subject, { numbers }, around);
  if ('doubt' in plan) throw new Error(plan.doubt);
  return plan;
}

function doubted(subject: FlowSubject, numbers: DeclaredLimits['numbers'], around = stream): string {
  const plan = planFlow(subject, { numbers }, around);
  return 'doubt' in plan ? plan.doubt : 'none';
}

describe('planFlow', () => {
  it('keeps enough on its way on a stream to go beyond the limit', () => {
    const { devices, size, window } = planned(bytes, { max_bytes_rate: 1_000_000 });
    expect([devices, size]).toEqual([1, 4_096]);
    expect(window / 0.002).toBeGreaterThan(2 * 1_000_000);
    const far = planned(bytes, { max_bytes_rate: 1_000_000 }, { ...stream, roundTrip: 200 });
    expect(far.window / 0.2).toBeGreaterThan(2 * 1_000_000);
  });

  it('reads no more often than the limit on messages allows', () => {
    const { window } = planned(bytes, { max_bytes_rate: 65_536, max_messages_rate: 4 });
    expect(65_536 / window).toBeLessThan(3);
    expect(doubted(bytes, { max_bytes_rate: 1_000_000, max_messages_rate: 4 })).toContain('on messages');
  });

  it('sends datagrams above their limit on bytes, and below that on messages', () => {
    const { size, offered } = planned(bytes, { max_bytes_rate: 65_536, max_messages_rate: 100 }, datagrams);
    expect(offered * size).toBeCloseTo(3 * 65_536);
    expect(65_536 / size).toBeLessThan(80);
    expect(doubted(bytes, { max_bytes_rate: 65_536, max_messages_rate: 20 }, datagrams)).toContain(
      'messages',
    );
    expect(doubted(bytes, { max_bytes_rate: 2 ** 30 }, datagrams)).toContain('datagrams/s would be needed');
  });

  it('sends one message at a time on a stream, and small ones', () => {
    expect(planned(messages, { max_messages_rate: 100 })).toMatchObject({ devices: 1, size: 20, window: 20 });
    expect(doubted(messages, { max_messages_rate: 100, max_bytes_rate: 1_000 })).toContain('on bytes');
  });

  it('brings as many devices as reach the limit of the listener within their own', () => {
    const numbers = { max_bytes_rate: 64, listener_max_bytes_rate: 640 };
    expect(planned({ ...bytes, whose: 'listener' }, numbers).devices).toBe(15);
    const few = { ...stream, places: 5 };
    const doubt = doubted({ ...bytes, whose: 'listener' }, numbers, few);
    expect(doubt).toBe('5 devices reach max_bytes_rate first');
  });

  it('does not ask of a connection what the listener does not give', () => {
    const numbers = { max_messages_rate: 100, listener_max_messages_rate: 50 };
    expect(doubted(messages, numbers)).toBe('listener_max_messages_rate is reached first');
  });
});
