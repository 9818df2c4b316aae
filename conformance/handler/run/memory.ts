import type { Conversation, Step } from '../conversation/step.ts';
import type { Stage } from './stage.ts';
import { toHandlerFailure } from './stage.ts';

/** How many connections in each round, and how many rounds. */
interface MemoryPlan {
  readonly connections: number;
  readonly rounds: number;
}

/** Counted to the byte, as in this process. */
const exactPlans = {
  quick: { connections: 150, rounds: 6 },
  full: { connections: 1_250, rounds: 8 },
} as const satisfies Record<string, MemoryPlan>;

/** Seen from outside, where memory that is free is given back late: only many connections tell a leak from a habit. */
const outsidePlan: MemoryPlan = { connections: 500, rounds: 20 };

/** The first rounds fill caches and warm up. */
const warmRounds = 2;
/** As many rounds without a new height are the proof that nothing is kept, after as many that may reach one. */
const flatRounds = 5;
const risingRounds = 8;
/** What each connection leaves behind unread, in bytes. */
const payload = 3_000;
/** So many connections are there at once. */
const width = 50;
/** Where memory is counted to the byte, as in this process, this much for a connection is no accident. */
const exactLimit = 1_500;

/** Whether a run says something about memory: from outside only a full one does. */
export function isMemoryFollowed(measurable: boolean, exact: boolean, mode: 'quick' | 'full'): boolean {
  return measurable && (exact || mode === 'full');
}

/** Connections come and go, each with bytes that begin something and do not end it; the memory is looked at after each round. */
export async function followMemory(
  stage: Stage,
  { exact, mode, seed }: { readonly exact: boolean; readonly mode: 'quick' | 'full'; readonly seed: number },
): Promise<void> {
  const measurable = stage.world.subject.memory !== undefined;
  if (!isMemoryFollowed(measurable, exact, mode) || !stage.isWanted('EXH-MEMORY-001')) return;
  const plan = exact ? exactPlans[mode] : outsidePlan;
  const measured = await measure(stage, plan, exact);
  if (measured === undefined) return;
  stage.findings.exercise('EXH-MEMORY-001');
  const counted = measured.slice(exact ? warmRounds : Math.floor(measured.length / 2));
  const perConnection = steadyGrowth(counted) / plan.connections;
  if (perConnection <= (exact ? exactLimit : payload / 2) || (!exact && isFlat(measured))) return;
  const act = await stage.play(crowd());
  const violation = {
    rule: 'EXH-MEMORY-001' as const,
    expected: 'the memory of connections that are closed to be given back',
    actual: `${Math.round(perConnection)} bytes were kept for each of ${plan.connections * measured.length} connections: ${measured.map(megabytes).join(', ')} after each ${plan.connections}`,
  };
  stage.findings.fail(toHandlerFailure(violation, act, 'memory', { seed, path: 'memory' }));
}

/** Undefined where the handler did not hold out to the end. */
async function measure(
  { world }: Stage,
  plan: MemoryPlan,
  exact: boolean,
): Promise<readonly number[] | undefined> {
  const measured: number[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    for (let done = 0; done < plan.connections; done += width) {
      const events = await world.perform(crowd());
      if (events.some(({ kind }) => kind === 'died' || kind === 'late')) return undefined;
    }
    measured.push((await world.subject.memory?.()) ?? 0);
    if (!exact && round >= risingRounds + flatRounds && isFlat(measured)) break;
  }
  return measured;
}

/** Whether the last rounds reached no new height: what is kept for good rises again and again. */
function isFlat(measured: readonly number[]): boolean {
  const before = Math.max(...measured.slice(0, -flatRounds));
  return Math.max(...measured.slice(-flatRounds)) <= before * 1.01;
}

/** What every round added, at the least: memory that is given back once in a while does not grow steadily. */
function steadyGrowth(measured: readonly number[]): number {
  const deltas = measured.slice(1).map((bytes, index) => bytes - (measured[index] ?? 0));
  const sorted = deltas.toSorted((first, second) => first - second);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const mean = deltas.reduce((sum, delta) => sum + delta, 0) / Math.max(1, deltas.length);
  return Math.min(median, mean);
}

function crowd(): Conversation {
  const step: Step = { type: 'crowd', count: width, bytes: Buffer.alloc(payload, 0x01) };
  return { transport: 'tcp', streams: false, steps: [step] };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
