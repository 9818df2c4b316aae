import type { Conversation, Step } from '../conversation/step.ts';
import { judgeConversation } from '../judge/judge-conversation.ts';
import { Judgement } from '../judge/judgement.ts';
import { talkSteps } from '../properties/talk.ts';
import type { HandlerRuleId } from '../rules/handler-catalogue.ts';
import { keepFailures } from './keep-failures.ts';
import { methodsOf, type Scouted } from './scout.ts';
import { type Act, type Stage, toHandlerFailure } from './stage.ts';

/** How long is waited between two looks, in milliseconds. */
const lookAgain = 100;

/** Something that happens around a handler, after which it has to serve devices as before. */
export interface Outage {
  /** Stable: the path of a failure names it. */
  readonly name: string;
  readonly rule: HandlerRuleId;
  /** What happens, with devices there; judged by the rules for every conversation. */
  readonly steps: (scouted: Scouted) => readonly Step[];
  /** Only with a handler that can be started again. */
  readonly restartsHandler?: true;
}

/** Every outage, in the order in which they are tried. */
export const outages: readonly Outage[] = [
  {
    name: 'adapter-away',
    rule: 'EXH-RESTART-002',
    steps: ({ talk }) => [
      ...talkSteps(talk, 0),
      { type: 'adapterDown' },
      // Each call may take as long as the handler is patient: one event is enough.
      ...talkSteps(talk.slice(0, 1), 1),
      { type: 'adapterUp' },
    ],
  },
  {
    name: 'gateway-restart',
    rule: 'EXH-RESTART-001',
    steps: ({ talk }) => [...talkSteps(talk, 0), { type: 'gatewayRestarts' }],
  },
  {
    name: 'handler-restart',
    rule: 'EXH-RESTART-004',
    restartsHandler: true,
    steps: ({ talk }) => [
      ...talkSteps(talk, 0),
      { type: 'handlerRestarts' },
      ...talkSteps(talk, 0).slice(1),
      { type: 'finish', device: 0, pace: 'settled' },
    ],
  },
];

/**
 * Lets it happen, and demands that the talk calls the adapter as before.
 *
 * `recoveryTime`: how long the handler may take to be well again, in milliseconds.
 */
export async function recover(
  stage: Stage,
  outage: Outage,
  scouted: Scouted,
  transport: Conversation['transport'],
  { seed, recoveryTime }: { readonly seed: number; readonly recoveryTime: number },
): Promise<void> {
  const { subject } = stage.world;
  if (outage.restartsHandler === true && subject.restart === undefined) return;
  const replay = { seed, path: outage.name };
  // Played again at once it would meet a handler that is not well yet.
  const fail = (act: Act) => {
    for (const violation of act.judgement.violations) {
      if (!stage.isWanted(violation.rule)) continue;
      stage.findings.fail(toHandlerFailure(violation, act, outage.name, replay));
    }
  };
  const during = await stage.play({ transport, streams: false, steps: outage.steps(scouted) });
  if (outage.restartsHandler === true) await keepFailures(stage, during, outage.name, replay);
  else fail(during);
  const after = { transport, streams: false, steps: talkSteps(scouted.talk, 0) };
  const until = performance.now() + recoveryTime;
  for (;;) {
    const act = await stage.play(after, (conversation, events) =>
      performance.now() > until || isWell(conversation, events, scouted)
        ? judgeRecovery(outage.rule, conversation, events, scouted)
        : new Judgement(),
    );
    fail(act);
    if (act.judgement.exercised.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, lookAgain));
  }
}

function isWell(...[conversation, events, { methods }]: RecoveryFacts): boolean {
  const { violations } = judgeConversation(conversation, events);
  return violations.length === 0 && missing(methods, events).length === 0;
}

type RecoveryFacts = [...Parameters<typeof judgeConversation>, Scouted];

function judgeRecovery(
  rule: HandlerRuleId,
  ...[conversation, events, { methods }]: RecoveryFacts
): Judgement {
  const judgement = new Judgement();
  const [violation] = judgeConversation(conversation, events).violations;
  const lost = missing(methods, events);
  const isWellAgain = violation === undefined && lost.length === 0;
  const actual = violation?.actual ?? `${lost.join(', ')} came no more`;
  judgement.check(rule, isWellAgain, `the same as before in time`, actual);
  return judgement;
}

function missing(methods: readonly string[], events: Parameters<typeof methodsOf>[0]): readonly string[] {
  const called = methodsOf(events);
  return methods.filter((method) => !called.includes(method));
}
