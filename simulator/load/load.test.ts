import { describe, expect, it } from 'vitest';
import { MemoryTarget } from '../../fixtures/memory-target.ts';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';
import type { DeviceIdentity } from '../script/device-script.ts';
import { echoScript } from '../script/echo-script.ts';
import { Load } from './load.ts';
import type { LoadPlan } from './load-plan.ts';
import { parsePhases } from './phases.ts';

const usual: LoadPlan = {
  devices: 10,
  ramp: 1_000,
  phases: parsePhases('10s@1/s'),
  distribution: 'constant',
  seed: 1,
  shard: { index: 0, count: 1 },
  backOff: { first: 1_000, longest: 8_000 },
  connectTimeout: 5_000,
  replyTimeout: 4_000,
  lateAfter: 50,
  knobs: {},
};

function start(changes: Partial<LoadPlan> = {}) {
  const clock = new VirtualClock(100);
  const target = new MemoryTarget(clock);
  const plan = { ...usual, ...changes };
  const load = new Load(plan, { clock, connector: target, script: echoScript(), kind: 'stream' });
  return { clock, target, load, counts: load.measurements.counts, timings: load.measurements.timings };
}

describe('a load', () => {
  it('connects all devices in the ramp, and makes the rate whatever comes back', () => {
    const { clock, load, counts, timings } = start();
    clock.pass(load.duration);
    load.end();
    clock.pass(100);
    expect(load.online).toBe(10);
    expect(Math.abs(counts.sent + counts.missed - 105)).toBeLessThanOrEqual(5);
    expect(counts).toMatchObject({ attempts: 10, connected: 10, received: counts.sent, lost: 0, late: 0 });
    expect(timings.latency.max).toBeLessThan(3_100);
    load.stop();
    expect([load.online, load.outstanding, clock.pending]).toEqual([0, 0, 0]);
  });

  it('counts a stall of the target for each message that was due in it', () => {
    const { clock, target, load, counts, timings } = start({ phases: parsePhases('10s@10/s') });
    clock.pass(4_000);
    target.stalledUntil = clock.now() + 2_000;
    clock.pass(load.duration - 4_000);
    // 200 of about 1,050 were due in the two seconds, and waited half of them in the mean.
    expect(timings.latency.percentile(91)).toBeGreaterThan(800_000);
    expect(timings.latency.max).toBeGreaterThan(1_900_000);
    expect(counts.late).toBe(0);
  });

  it('counts as late what the generator could not send in time, and its latency from when it was due', () => {
    const { clock, counts, timings } = start();
    clock.pass(5_000);
    const before = counts.sent;
    clock.sleep(3_000);
    clock.pass(10);
    expect(counts.sent - before).toBeGreaterThanOrEqual(29);
    expect(counts.late).toBeGreaterThanOrEqual(28);
    expect(timings.latency.max).toBeGreaterThan(2_900_000);
  });

  it('comes back with back-off, and counts what it missed', () => {
    const { clock, target, load, counts } = start();
    target.accepts = false;
    clock.pass(6_000);
    expect(load.measurements.errors).toEqual({ 'connect ECONNREFUSED': counts.attempts });
    expect(counts.attempts).toBeGreaterThan(20);
    expect(counts.attempts).toBeLessThan(45);
    expect(counts.missed).toBeGreaterThan(40);
    target.accepts = true;
    clock.pass(8_000);
    expect(load.online).toBe(10);
  });

  it('loses what was on its way when a connection ended', () => {
    const { clock, target, load, counts } = start();
    target.stalledUntil = 60_000;
    clock.pass(3_000);
    const waiting = load.outstanding;
    expect(waiting).toBeGreaterThan(10);
    for (const events of [...target.open]) {
      target.open.delete(events);
      events.closed(undefined);
    }
    expect([load.outstanding, counts.lost, counts.disconnected, load.online]).toEqual([0, waiting, 10, 0]);
  });

  it('gives up a message without a reply after a time', () => {
    const { clock, target, counts } = start();
    target.stalledUntil = 60_000;
    clock.pass(8_000);
    expect(counts.lost).toBeGreaterThan(20);
    expect(counts.lost).toBeLessThan(counts.sent);
  });

  it('does the same for the same seed, and what shards do adds up to it', () => {
    const knobs = { churn: 0.2, silent: 0.3, slowReaders: 0.2, garbage: 0.1 };
    const course = (changes: Partial<LoadPlan>) => {
      const { clock, target, load } = start({ distribution: 'poisson', knobs, ...changes });
      clock.pass(load.duration);
      return target.log.sort();
    };
    const whole = course({});
    expect(course({})).toEqual(whole);
    expect(course({ seed: 2 })).not.toEqual(whole);
    const shards = [0, 1, 2].flatMap((index) => course({ shard: { index, count: 3 } }));
    expect(shards.sort()).toEqual(whole);
  });

  it('has devices that are silent, leave and come back, or send in bursts', () => {
    const silent = start({ knobs: { silent: 1 } });
    silent.clock.pass(silent.load.duration);
    expect([silent.counts.connected, silent.counts.sent]).toEqual([10, 0]);
    const halfOpen = start({ knobs: { halfOpen: 1 } });
    halfOpen.clock.pass(halfOpen.load.duration);
    expect([halfOpen.counts.connected, halfOpen.counts.bytesSent]).toEqual([10, 0]);
    expect(halfOpen.target.log.filter((line) => line.includes('pause')).length).toBe(10);
    const churn = start({ knobs: { churn: 0.5 } });
    churn.clock.pass(churn.load.duration);
    expect(churn.counts.attempts).toBeGreaterThan(20);
    expect(churn.counts.disconnected).toBe(0);
    const burst = start({ knobs: { burst: 5 } });
    burst.clock.pass(burst.load.duration);
    expect(burst.counts.sent % 5).toBe(0);
    expect(burst.counts.sent).toBeGreaterThan(400);
  });

  it('has devices that take the clientid of another, and no two that have one where it is not asked for', () => {
    const clientids = (duplicateClientids: number) => {
      const clock = new VirtualClock();
      const taken: string[] = [];
      const echo = echoScript();
      const script = {
        name: 'recorded',
        createConversation: (device: DeviceIdentity) => {
          taken.push(device.clientid);
          return echo.createConversation(device);
        },
      };
      const plan = { ...usual, devices: 100, knobs: { duplicateClientids } };
      new Load(plan, { clock, connector: new MemoryTarget(clock), script, kind: 'stream' }).stop();
      return new Set(taken).size;
    };
    expect(clientids(0)).toBe(100);
    expect(clientids(0.5)).toBeLessThan(90);
  });
});
