import type { Conversation, Step } from '../conversation/step.ts';
import type { Stage } from './stage.ts';
import { toHandlerFailure } from './stage.ts';

/** How many connections in each round, how many rounds, and how many bytes each connection leaves behind unread. */
export interface MemoryPlan {
  readonly connections: number;
  readonly rounds: number;
  readonly payload: number;
}

export const memoryPlans = {
  quick: { connections: 150, rounds: 6, payload: 3_000 },
  full: { connections: 1_250, rounds: 8, payload: 3_000 },
} as const satisfies Record<string, MemoryPlan>;

/** The first rounds fill caches and warm up. */
const warmRounds = 2;
/** So many connections are there at once. */
const width = 50;
/** Where memory is counted to the byte, as in this process, this much for a connection is no accident. */
const exactLimit = 1_500;

/** Connections come and go, each with bytes that begin something and do not end it; the memory is looked at after each round. */
export async function followMemory(
  stage: Stage,
  plan: MemoryPlan,
  exact: boolean,
  seed: number,
): Promise<void> {
  const { memory } = stage.world.subject;
  if (memory === undefined || !stage.isWanted('EXH-MEMORY-001')) return;
  const measured: number[] = [];
  const conversation = crowd(plan.payload);
  for (let round = 0; round < plan.rounds; round += 1) {
    for (let done = 0; done < plan.connections; done += width) {
      const events = await stage.world.perform(conversation);
      if (events.some(({ kind }) => kind === 'died' || kind === 'late')) return;
    }
    measured.push((await stage.world.subject.memory?.()) ?? 0);
  }
  const perConnection = steadyGrowth(measured.slice(warmRounds)) / plan.connections;
  const limit = exact ? exactLimit : plan.payload / 2;
  stage.findings.exercise('EXH-MEMORY-001');
  if (perConnection <= limit) return;
  const act = await stage.play(conversation);
  const violation = {
    rule: 'EXH-MEMORY-001' as const,
    expected: 'the memory of connections that are closed to be given back',
    actual: `${Math.round(perConnection)} bytes were kept for each of ${plan.connections * plan.rounds} connections: ${measured.map(megabytes).join(', ')} after each ${plan.connections}`,
  };
  stage.findings.fail(toHandlerFailure(violation, act, 'memory', { seed, path: 'memory' }));
}

/** What every round added, at the least: memory that is given back once in a while does not grow steadily. */
function steadyGrowth(measured: readonly number[]): number {
  const deltas = measured.slice(1).map((bytes, index) => bytes - (measured[index] ?? 0));
  const sorted = deltas.toSorted((first, second) => first - second);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const mean = deltas.reduce((sum, delta) => sum + delta, 0) / Math.max(1, deltas.length);
  return Math.min(median, mean);
}

function crowd(payload: number): Conversation {
  const step: Step = { type: 'crowd', count: width, bytes: Buffer.alloc(payload, 0x01) };
  return { transport: 'tcp', streams: false, steps: [step] };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
