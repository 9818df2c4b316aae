import { type Conversation, type Piece, refusals, type Step } from '../conversation/step.ts';
import { talkSteps } from '../properties/talk.ts';
import type { WorldEvent } from '../world/world-event.ts';
import { keepFailures } from './keep-failures.ts';
import type { Act, Stage } from './stage.ts';

/** Said to a handler of which no samples are known. */
const guesses = ['hello\n', '{"type":"hello","id":"device-1"}\n', 'login device-1\n'];

/** A talk, and the methods of the adapter that the handler calls in it. */
export interface Scouted {
  readonly talk: readonly Piece[];
  readonly methods: readonly string[];
}

/** Looks for a talk by which the handler calls the adapter in as many ways as it can be brought to. */
export async function scout(
  stage: Stage,
  samples: readonly Uint8Array[],
  transport: Conversation['transport'],
  seed: number,
): Promise<Scouted> {
  const known = samples.map((bytes): Piece => ({ bytes, strange: false }));
  const talks: (readonly Piece[])[] =
    samples.length === 0
      ? guesses.map((text) => [{ bytes: Buffer.from(text), strange: true }])
      : [known, ...known.slice(0, 10).map((piece) => [piece])];
  let best: Scouted = { talk: [], methods: [] };
  for (const talk of talks) {
    const act = await playWritten(stage, { transport, streams: false, steps: talkSteps(talk, 0) }, seed);
    const methods = methodsOf(act.events);
    if (methods.length > best.methods.length) best = { talk, methods };
  }
  return best;
}

/** What every run has, whatever the seed: the talk with messages and silence, and with each refusal. */
export async function playTalk(
  stage: Stage,
  { talk }: Scouted,
  transport: Conversation['transport'],
  seed: number,
): Promise<void> {
  const payloads = ['1', '{}', 'some text'].map((text) => Buffer.from(text));
  const more: readonly Step[] = [
    ...payloads.map(
      (payload): Step => ({ type: 'messages', device: 0, payloads: [payload], together: false }),
    ),
    { type: 'messages', device: 0, payloads, together: true },
    { type: 'messages', device: 0, payloads: [Buffer.of(0xff, 0x00, 0xc3)], together: false },
    { type: 'time', seconds: 200 },
  ];
  const [connect, ...said] = talkSteps(talk, 0);
  if (connect === undefined) return;
  const conversations = [
    [connect, ...said, ...more],
    ...refusals.map((refusal) => [
      connect,
      ...said.flatMap((step): Step[] => [{ type: 'refuse', refusal }, step]),
    ]),
  ];
  for (const steps of conversations) await playWritten(stage, { transport, streams: false, steps }, seed);
}

async function playWritten(stage: Stage, conversation: Conversation, seed: number): Promise<Act> {
  const act = await stage.play(conversation);
  await keepFailures(stage, act, 'talk', { seed, path: 'talk' });
  return act;
}

/** What the handler called for devices, in the alphabet's order. */
export function methodsOf(events: readonly WorldEvent[]): readonly string[] {
  const called = events.flatMap((event) =>
    event.kind === 'call' && event.device !== undefined ? [event.request.method] : [],
  );
  return [...new Set(called)].sort();
}
