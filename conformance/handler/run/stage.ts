import { SuiteError } from '../../gateway/suite-error.ts';
import type { Trace } from '../../judge/trace.ts';
import { describeEvents } from '../conversation/describe-events.ts';
import { describeStep } from '../conversation/describe-step.ts';
import type { Conversation } from '../conversation/step.ts';
import { judgeConversation } from '../judge/judge-conversation.ts';
import type { HandlerViolation, Judgement } from '../judge/judgement.ts';
import type { HandlerRuleId } from '../rules/handler-catalogue.ts';
import type { World } from '../world/world.ts';
import type { WorldEvent } from '../world/world-event.ts';
import type { Findings } from './findings.ts';
import type { HandlerFailure } from './handler-failure.ts';

/** What came of one conversation. */
export interface Act {
  readonly conversation: Conversation;
  readonly events: readonly WorldEvent[];
  readonly judgement: Judgement;
  /** What the handler printed last. */
  readonly output: string;
}

/** Judges a conversation, where there is one by the effects of another one that was played before. */
export type Judge = (
  conversation: Conversation,
  events: readonly WorldEvent[],
  reference: readonly WorldEvent[],
) => Judgement;

/** Where conversations are played and judged, and where the handler is set up again when it has died. */
export class Stage {
  readonly world: World;
  readonly findings: Findings;
  readonly #only: ReadonlySet<string> | undefined;

  constructor(world: World, findings: Findings, only: readonly string[] | undefined) {
    this.world = world;
    this.findings = findings;
    this.#only = only === undefined ? undefined : new Set(only);
  }

  /**
   * Plays a conversation.
   *
   * `reference`: what happened in one that ought to have the same effects.
   *
   * @throws {HandlerGone} when it ended the handler, and nobody can start it again
   */
  async play(
    conversation: Conversation,
    judge: Judge = judgeConversation,
    reference: readonly WorldEvent[] = [],
  ): Promise<Act> {
    const events = await this.world.perform(conversation);
    const judgement = judge(conversation, events, reference);
    const { output } = this.world.subject;
    const act = { conversation, events, judgement, output };
    await this.#recover(act);
    this.findings.note(judgement, events);
    return act;
  }

  /** The first rule that a conversation broke and that is worth a look. */
  newsOf({ judgement }: Act): HandlerViolation | undefined {
    return judgement.violations.find(({ rule }) => this.isWanted(rule) && !this.findings.isSettled(rule));
  }

  isWanted(rule: HandlerRuleId): boolean {
    return this.#only?.has(rule) ?? true;
  }

  /** A handler that died, or hangs, is started again. */
  async #recover(act: Act): Promise<void> {
    const end = act.events.find(isEndOfHandler);
    if (end === undefined) return;
    const { subject } = this.world;
    if (subject.restart !== undefined) {
      await subject.restart();
      this.world.renewHandler();
      await this.world.whyUnreachable(5_000);
    } else if (end.kind === 'died') throw new HandlerGone(act);
  }
}

/** The handler died, or did not answer: what it was to do more is not to be looked for. */
export function isEndOfHandler({ kind }: WorldEvent): boolean {
  return kind === 'died' || kind === 'late';
}

/** The handler is gone for good: what was found so far is all that can be found. */
export class HandlerGone extends SuiteError {
  readonly act: Act;
  /** It was there when the conversation began. */
  readonly provoked: boolean;

  constructor(act: Act) {
    const end = act.events.find((event) => event.kind === 'died');
    const how = end?.kind === 'died' ? end.how : '';
    super(
      'HANDLER_DIED',
      `the handler is gone (${how}): start it again, or let --start start it each time, then the run goes on to the end`,
    );
    this.act = act;
    this.provoked = act.events.some(
      (event) => event.kind === 'answered' && event.failure?.arrival !== 'never',
    );
  }
}

/** A violation with everything that a person needs to follow it. */
export function toHandlerFailure(
  violation: HandlerViolation,
  act: Act,
  scenario: string,
  replay: HandlerFailure['replay'],
): HandlerFailure {
  const { rule, expected, actual } = violation;
  const trace = traceOf(act);
  const at = trace.at(-1)?.at ?? 0;
  const text = `${rule}: expected ${expected}, but ${actual}`;
  return {
    ...violation,
    scenario,
    steps: act.conversation.steps.map(describeStep),
    trace: [...trace, { kind: 'broken', at, text }],
    output: act.output.trim().split('\n').slice(-20).join('\n'),
    replay,
  };
}

/** What happened in a conversation. */
export function traceOf({ conversation, events }: Act): Trace {
  return describeEvents(conversation, events);
}
