import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../config/default-limits.ts';
import { ConnectionGate } from './connection-gate.ts';
import type { ListenerLimits } from './listener-limits.ts';

function gate(limits: Partial<ListenerLimits>): ConnectionGate {
  return new ConnectionGate({ ...defaultLimits(), ...limits }, 0);
}

const here = '10.0.0.1';
const denyAll = { permit: 'deny', from: 'all' } as const;

describe('a gate', () => {
  it('lets in as many connections as there are slots, and one more for each that leaves', () => {
    const full = gate({ maxConnections: 2 });
    expect([1, 2, 3].map(() => full.admit(here, 0))).toEqual([undefined, undefined, 'max_connections']);
    full.leave();
    expect([1, 2].map(() => full.admit(here, 0))).toEqual([undefined, 'max_connections']);
  });

  it('lets in a burst, and then as many as the rate gives', () => {
    const limited = gate({ connectionRate: { rate: 2, burst: 3 } });
    const outcomes = [0, 0, 0, 0, 499, 500, 500, 1_000].map((now) => limited.admit(here, now));
    const refused = 'max_conn_rate';
    expect(outcomes).toEqual([...Array(3), refused, refused, undefined, refused, undefined]);
  });

  it('says whether a device may come at all, and takes nothing for it', () => {
    const limited = gate({ maxConnections: 1, connectionRate: { rate: 1, burst: 1 } });
    expect([1, 2, 3].map(() => limited.permits(here))).toEqual([true, true, true]);
    expect(limited.admit(here, 0)).toBeUndefined();
    expect(gate({ accessRules: [denyAll] }).permits(here)).toBe(false);
  });

  it('lets a device begin anew in its slot, at the rate of all', () => {
    const full = gate({ maxConnections: 1, connectionRate: { rate: 1, burst: 2 } });
    expect(full.admit(here, 0)).toBeUndefined();
    expect([0, 0, 1_000].map((now) => full.readmit(here, now))).toEqual([
      undefined,
      'max_conn_rate',
      undefined,
    ]);
    expect(full.connections).toBe(1);
    expect(gate({ accessRules: [denyAll] }).readmit(here, 0)).toBe('access_denied');
  });

  it('takes other limits, and forgets nobody who is in', () => {
    const changed = gate({ maxConnections: 2 });
    changed.admit(here, 0);
    changed.admit(here, 0);
    changed.reload({ ...defaultLimits(), maxConnections: 3 }, 0);
    expect([1, 2].map(() => changed.admit(here, 0))).toEqual([undefined, 'max_connections']);
    changed.reload({ ...defaultLimits(), connectionRate: { rate: 1, burst: 1 }, accessRules: [] }, 0);
    expect([1, 2].map(() => changed.admit(here, 0))).toEqual([undefined, 'max_conn_rate']);
    changed.reload({ ...defaultLimits(), accessRules: [denyAll] }, 0);
    expect(changed.admit(here, 0)).toBe('access_denied');
  });

  it('names the first reason', () => {
    const closed = { maxConnections: 1, connectionRate: { rate: 1, burst: 1 } };
    const limited = gate(closed);
    limited.admit(here, 0);
    expect(limited.admit(here, 0)).toBe('max_connections');
    limited.leave();
    expect(limited.admit(here, 0)).toBe('max_conn_rate');
    expect(gate({ ...closed, accessRules: [denyAll] }).admit(here, 0)).toBe('access_denied');
  });

  it('takes nothing from the others for a device that is refused', () => {
    const range = { address: '10.0.0.2', prefix: 32 };
    const limited = gate({
      maxConnections: 1,
      connectionRate: { rate: 1, burst: 1 },
      accessRules: [{ permit: 'deny', from: range }],
    });
    for (let count = 0; count < 5; count += 1) expect(limited.admit('10.0.0.2', 0)).toBe('access_denied');
    expect(limited.admit(here, 0)).toBeUndefined();
  });

  const steps = fc.array(fc.constantFrom('come', 'come', 'go'));
  test.prop([fc.integer({ min: 1, max: 5 }), steps])('is exact over any course', (maxConnections, course) => {
    const limited = gate({ maxConnections });
    let inside = 0;
    for (const step of course) {
      if (step === 'come') {
        expect(limited.admit(here, 0)).toBe(inside < maxConnections ? undefined : 'max_connections');
        inside = Math.min(inside + 1, maxConnections);
      } else if (inside > 0) {
        limited.leave();
        inside -= 1;
      }
      expect(limited.connections).toBe(inside);
    }
  });
});
