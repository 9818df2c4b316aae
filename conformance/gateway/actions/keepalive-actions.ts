import { bytesOf } from '../payload.ts';
import type { LiveConnection } from '../world/live-connection.ts';
import type { Action } from './action.ts';
import { expectAnswer, expectClosed, expectDeviceClosed } from './expectations.ts';

/** How much later than the latest right moment a timeout may be seen, in milliseconds: scheduling, not protocol. */
const lateness = 2_000;

/** How much earlier than the earliest right moment, since two clocks are compared. */
const earliness = 50;

/** What goes on while the handler waits for the timeout. */
export type Meanwhile = 'silence' | 'silence after another timer' | 'sends' | 'other device' | 'bytes';

/**
 * The handler starts a keepalive of a few seconds, and waits until it runs out:
 * between 1.5 intervals and max(1 s, interval / 2) later (docs/protocol.md, section 2).
 */
export function runOutTimer(name: string, interval: number, meanwhile: Meanwhile, other?: string): Action {
  return {
    text: `the handler starts a timer of ${interval} s for ${name} and waits for it, with ${words(meanwhile, other)}`,
    check: (model) => model.isFree(name) && (other === undefined || model.isFree(other)),
    advance: (model) => model.end(name),
    async perform(world) {
      const live = world.live(name);
      const started = performance.now();
      await callStartTimer(live, interval);
      const armed = performance.now();
      if (meanwhile === 'bytes') return runOutAfterBytes(live, interval, started);
      const traffic = repeat(live, meanwhile, other === undefined ? undefined : world.live(other), interval);
      try {
        await awaitTimeout(live, interval, started, armed, meanwhile);
      } finally {
        traffic.stop();
      }
    },
  };
}

/** The handler starts a keepalive, or replaces its interval, and goes on. */
export function startTimer(name: string, interval: number): Action {
  return {
    text: `the handler starts a timer of ${interval} s for ${name}`,
    check: (model) => model.isOpen(name),
    advance: () => undefined,
    perform: (world) => callStartTimer(world.live(name), interval),
  };
}

async function callStartTimer(live: LiveConnection, interval: number): Promise<void> {
  live.timerStarted = true;
  const outcome = await live.call('StartTimer', { type: 'KEEPALIVE', interval });
  expectAnswer(live, 'EXP-CODE-020', outcome, 'SUCCESS');
}

/** Another connection's timer has run out, and this one's has not: the proof that it does not run. */
export function expectNoTimeout(name: string): Action {
  return {
    text: `${name} has had no timeout`,
    check: (model) => model.isFree(name),
    advance: () => undefined,
    async perform(world) {
      const live = world.live(name);
      const rule = live.timerStarted ? 'EXP-KEEP-007' : 'EXP-KEEP-008';
      world.check(rule, live.timeoutAt === undefined && !live.isClosed, `no timeout of ${name}`, 'it came');
      world.stopIfBroken();
    },
  };
}

async function awaitTimeout(
  live: LiveConnection,
  interval: number,
  started: number,
  armed: number,
  meanwhile: Meanwhile,
): Promise<void> {
  const { world } = live;
  const latest = interval * 1500 + Math.max(1000, interval * 500) + lateness;
  const came = await world.waitFor(() => live.timeoutAt !== undefined, armed + latest - performance.now());
  const rule = dueRules[meanwhile];
  world.check(rule, came, `OnTimerTimeout(${live.name}) within ${latest / 1000} s`, 'it did not come');
  world.stopIfBroken();
  if (rule !== 'EXP-KEEP-001') world.exercise('EXP-KEEP-001');
  const after = (live.timeoutAt ?? 0) - started;
  const early = `it came after ${(after / 1000).toFixed(2)} s`;
  const expected = `no timeout before ${interval * 1.5} s`;
  const earlyRule = meanwhile === 'bytes' ? 'EXP-KEEP-004' : 'EXP-KEEP-002';
  world.check(earlyRule, after >= interval * 1500 - earliness, expected, early);
  world.exercise('EXP-KEEP-002');
  await expectDeviceClosed(live, 'EXP-KEEP-003');
  await expectClosed(live, 'EXP-KEEP-003');
}

const dueRules = {
  silence: 'EXP-KEEP-001',
  sends: 'EXP-KEEP-005',
  'other device': 'EXP-KEEP-006',
  bytes: 'EXP-KEEP-001',
  'silence after another timer': 'EXP-KEEP-007',
} as const;

/** Bytes long before the timer would run out: it has to count from them. */
async function runOutAfterBytes(live: LiveConnection, interval: number, started: number): Promise<void> {
  const { world } = live;
  await world.waitFor(() => false, interval * 500);
  const sent = performance.now();
  const sign = bytesOf({ size: 1, salt: 1 });
  live.uplink.expect(sign);
  void live.write(sign);
  await world.waitFor(() => live.uplink.isComplete || live.timeoutAt !== undefined, interval * 1500);
  // On a machine that stood still meanwhile, the bytes may rightly have come too late.
  const lagged = performance.now() - started > interval * 1000;
  await awaitTimeout(
    live,
    interval,
    lagged ? started : sent,
    performance.now(),
    lagged ? 'silence' : 'bytes',
  );
}

interface Traffic {
  stop(): void;
}

/** Traffic that is no sign of life of the connection, several times in each interval. */
function repeat(
  live: LiveConnection,
  meanwhile: Meanwhile,
  other: LiveConnection | undefined,
  interval: number,
): Traffic {
  if (meanwhile !== 'sends' && meanwhile !== 'other device') return { stop: () => undefined };
  const sign = bytesOf({ size: 1, salt: 2 });
  const timer = setInterval(() => {
    if (meanwhile === 'sends') {
      live.downlink.expect(sign);
      void live.call('Send', { bytes: sign });
    } else {
      other?.uplink.expect(sign);
      void other?.write(sign);
    }
  }, interval * 250);
  return { stop: () => clearInterval(timer) };
}

function words(meanwhile: Meanwhile, other: string | undefined): string {
  switch (meanwhile) {
    case 'silence':
      return 'nothing else going on';
    case 'silence after another timer':
      return 'the timer before replaced';
    case 'sends':
      return 'Sends to it';
    case 'other device':
      return `bytes from ${other}`;
    case 'bytes':
      return 'bytes from it once';
  }
}
