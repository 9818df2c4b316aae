import { describe, expect, it } from 'vitest';
import { MemoryTarget } from '../../fixtures/memory-target.ts';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';
import { parseProfile } from '../profile/read-profile.ts';
import { profileScript } from '../script/profile-script.ts';
import { defaultBackOff } from './back-off.ts';
import type { Commander } from './commander.ts';
import { Load } from './load.ts';
import type { LoadPlan } from './load-plan.ts';
import { parsePhases } from './phases.ts';

const profile = parseProfile(
  `name: lamp
device: { id: { digits: 6 } }
framing: { delimiter: "\\n" }
frames:
  login: { from: device, text: 'login \${id}' }
  welcome: { from: handler, text: welcome }
  state: { from: device, text: state }
  ok: { from: handler, text: ok }
  dim: { from: handler, text: 'dim \${request.level}' }
  dimmed: { from: device, text: 'dimmed \${request.level}' }
  noted: { from: handler, text: 'noted \${request.level}' }
login: { send: login, reply: welcome, clientid: '\${id}' }
exchanges:
  - { send: state, reply: ok }
  - { send: dimmed, reply: noted }
commands:
  - topic: lamps/\${id}
    values: { level: { integer: [0, 100] } }
    payload: '\${level}'
    receive: dim
    answer: dimmed
heartbeat: { send: state, every: 3 }
`,
  'lamp.yaml',
);

const usual: LoadPlan = {
  devices: 10,
  ramp: 1_000,
  phases: parsePhases('20s@1/h'),
  distribution: 'constant',
  commandRate: 1,
  seed: 1,
  shard: { index: 0, count: 1 },
  backOff: defaultBackOff,
  connectTimeout: 5_000,
  replyTimeout: 4_000,
  lateAfter: 50,
  knobs: {},
};

/** What a handler of lamps says to what they say. */
function answer(bytes: Buffer): Buffer {
  const lines = bytes.toString().trim().split('\n');
  const words = lines.map((line) =>
    line
      .replace(/^login .*/, 'welcome')
      .replace(/^state$/, 'ok')
      .replace(/^dimmed/, 'noted'),
  );
  return Buffer.from(words.map((line) => `${line}\n`).join(''));
}

/** @param deliver What becomes of a command; where it is missing its device has it 5 ms later. */
function start(changes: Partial<LoadPlan> = {}, deliver?: Commander['publish']) {
  const clock = new VirtualClock(100);
  const target = new MemoryTarget(clock, answer);
  const topics: string[] = [];
  const commander: Commander = {
    async publish(topic, payload) {
      topics.push(topic);
      if (deliver !== undefined) return deliver(topic, payload);
      // Every lamp hears it, and one of them knows it.
      clock.after(5, () => {
        for (const events of target.open) events.received(Buffer.from(`dim ${Buffer.from(payload)}\n`));
      });
    },
    close: () => undefined,
  };
  const plan = { ...usual, ...changes };
  const load = new Load(plan, {
    clock,
    connector: target,
    script: profileScript(profile, 1),
    kind: 'stream',
    commander,
  });
  return {
    clock,
    target,
    load,
    topics,
    counts: load.measurements.counts,
    timings: load.measurements.timings,
  };
}

describe('commands', () => {
  it('are published at their rate, and timed to the device and back', () => {
    const { clock, load, counts, timings } = start({ devices: 1, ramp: 0 });
    clock.pass(load.duration);
    load.end();
    clock.pass(100);
    expect(counts.commands + counts.missed).toBe(20);
    expect(counts.commands).toBeGreaterThan(18);
    expect(counts).toMatchObject({ commandsLost: 0, lost: 0, late: 0, garbage: 0 });
    expect([timings.command.count, timings.answer.count]).toEqual([counts.commands, counts.commands]);
    expect(timings.command.min).toBeGreaterThanOrEqual(5_000);
    expect(timings.answer.min).toBeGreaterThanOrEqual(7_000);
    expect(timings.answer.max).toBeLessThan(10_000);
    load.stop();
    expect([load.outstanding, clock.pending]).toEqual([0, 0]);
  });

  it('go to each device, and leave what it does of itself as it was', () => {
    const told = start();
    told.clock.pass(told.load.duration);
    expect(new Set(told.topics).size).toBe(10);
    const connects = ({ target }: typeof told) => target.log.filter((line) => line.includes('connect'));
    const alone = start({ commandRate: 0 });
    alone.clock.pass(alone.load.duration);
    expect(connects(alone)).toEqual(connects(told));
    expect(alone.counts.commands).toBe(0);
  });

  it('are lost where their device does not get them, and not waited for when the adapter refuses', async () => {
    const lost = start({}, async () => undefined);
    lost.clock.pass(lost.load.duration);
    lost.load.stop();
    expect(lost.counts.commandsLost).toBe(lost.counts.commands);
    expect(lost.load.outstanding).toBe(0);
    const refused = start({ phases: parsePhases('3s@1/h') }, () =>
      Promise.reject(Object.assign(new Error(), { code: 'UNAVAILABLE' })),
    );
    refused.clock.pass(refused.load.duration);
    // Refusals come later than the calls, without any time of the virtual clock.
    await new Promise(setImmediate);
    expect(refused.load.measurements.errors).toEqual({ 'command UNAVAILABLE': refused.counts.commands });
    expect(refused.counts.commands).toBeGreaterThan(10);
    refused.load.stop();
    expect([refused.counts.commandsLost, refused.load.outstanding]).toEqual([0, 0]);
  });

  it('are missed by devices that are away', () => {
    const { clock, target, load, counts } = start();
    target.accepts = false;
    clock.pass(load.duration);
    expect(counts.commands).toBe(0);
    expect(counts.missed).toBeGreaterThan(150);
  });
});

describe('a heartbeat', () => {
  it('is sent where a device has said nothing else', () => {
    const { clock, load, counts } = start({ devices: 1, ramp: 0, commandRate: 0 });
    clock.pass(load.duration);
    load.end();
    clock.pass(100);
    // In 20 seconds, each 3 of them, and no message of its own.
    expect(counts).toMatchObject({ sent: 6, received: 6, lost: 0 });
    const busy = start({ devices: 1, ramp: 0, commandRate: 0, phases: parsePhases('20s@1/s') });
    busy.clock.pass(busy.load.duration);
    expect(busy.counts.sent).toBeLessThanOrEqual(20);
    expect(busy.counts.sent).toBeGreaterThanOrEqual(19);
  });

  it('is not sent by silent devices', () => {
    const { clock, load, counts } = start({ commandRate: 0, knobs: { silent: 1 } });
    clock.pass(load.duration);
    expect(counts.sent).toBe(0);
  });
});
