import { type Arbitrary, asyncProperty, check, type RunDetails } from 'fast-check';
import { SuiteError } from '../../gateway/suite-error.ts';
import type { Conversation } from '../conversation/step.ts';
import { judgeConversation } from '../judge/judge-conversation.ts';
import type { HandlerViolation } from '../judge/judgement.ts';
import type { Material, Property } from '../properties/property.ts';
import type { HandlerRuleId } from '../rules/handler-catalogue.ts';
import type { WorldEvent } from '../world/world-event.ts';
import {
  type Act,
  HandlerGone,
  isEndOfHandler,
  type Judge,
  type Stage,
  toHandlerFailure,
  traceOf,
} from './stage.ts';

/** How often a conversation that broke a rule is tried again: one that holds then is flaky. */
const tries = 2;

/** How many conversations are played however long they take: on a busy machine, too, each rule is put to the test. */
const least = 8;

/** How much is explored, at most. */
export interface PropertyBudget {
  readonly runs: number;
  /** Milliseconds, and those for the search of a shorter conversation. */
  readonly time: number;
  readonly shrinkTime: number;
  /** One failure is enough. */
  readonly failFast: boolean;
}

/** Thrown within a property: a conversation broke a rule. */
class Broken extends Error {
  override readonly name = 'Broken';
  readonly violation: HandlerViolation;

  constructor(violation: HandlerViolation) {
    super(`${violation.rule}: expected ${violation.expected}, but ${violation.actual}`);
    this.violation = violation;
  }
}

/**
 * Plays conversations of one kind; each that breaks a rule is made shorter, and tried again.
 *
 * @param path Plays only the conversation that a failure named.
 */
export async function exploreProperty(
  stage: Stage,
  property: Property,
  material: Material,
  seed: number,
  budget: PropertyBudget,
  path?: string,
): Promise<void> {
  const conversations = property.conversations(material);
  if (conversations === undefined) return;
  const until = performance.now() + budget.time;
  let left = path === undefined ? budget.runs : 1;
  for (let current = seed; left > 0; current = (current + 7919) | 0) {
    const hunt = new Hunt(
      stage,
      property,
      path === undefined ? until : Number.POSITIVE_INFINITY,
      budget.shrinkTime,
    );
    const parameters = { seed: current, numRuns: left };
    const details = await search(hunt, property.name, conversations, parameters, path);
    if (!details.failed) return;
    await hunt.report(details);
    left = budget.failFast || performance.now() > until ? 0 : left - details.numRuns;
  }
}

/** @throws {SuiteError} `UNKNOWN_PATH`: what devices say depends on what the handler was seen to understand */
async function search(
  hunt: Hunt,
  name: string,
  conversations: Arbitrary<Conversation>,
  parameters: { readonly seed: number; readonly numRuns: number },
  path: string | undefined,
): Promise<RunDetails<[Conversation]>> {
  const property = asyncProperty(conversations, (conversation) => hunt.play(conversation));
  if (path === undefined) return check(property, parameters);
  try {
    return await check(property, { ...parameters, path, endOnFailure: true });
  } catch (cause) {
    if (!(cause instanceof Error) || !cause.message.startsWith('Unable to replay')) throw cause;
    const text = `the path ${name}:${path} leads to no conversation with this handler: it does not answer as it did, or has other samples`;
    throw new SuiteError('UNKNOWN_PATH', text, cause);
  }
}

/** The search for one failure, and for the shortest conversation that shows it. */
class Hunt {
  readonly #stage: Stage;
  readonly #property: Property;
  readonly #until: number;
  readonly #shrinkTime: number;
  readonly #acts = new Map<Conversation, Act>();
  #shrinkUntil = Number.POSITIVE_INFINITY;
  readonly #references = new Map<string, readonly WorldEvent[]>();
  #played = 0;
  #wanted: HandlerRuleId | undefined;
  /** The handler can't be asked any more. */
  #isGone = false;

  constructor(stage: Stage, property: Property, until: number, shrinkTime: number) {
    this.#stage = stage;
    this.#property = property;
    this.#until = until;
    this.#shrinkTime = shrinkTime;
  }

  async play(conversation: Conversation): Promise<void> {
    // Past its time a run, or the shrinking of one, ends by finding nothing.
    const until = this.#wanted === undefined ? this.#until : this.#shrinkUntil;
    const isDue = this.#wanted === undefined && this.#played < least;
    if ((performance.now() > until && !isDue) || this.#isGone) return;
    this.#played += 1;
    const act = await this.#play(conversation).catch((error: unknown) => {
      // Nobody can look for a shorter one; what is known is told.
      this.#isGone = error instanceof HandlerGone;
      if (error instanceof HandlerGone && error.provoked) this.#acts.set(conversation, error.act);
      throw error;
    });
    const violation =
      this.#wanted === undefined
        ? this.#stage.newsOf(act)
        : act.judgement.violations.find(({ rule }) => rule === this.#wanted);
    if (violation === undefined) return;
    if (this.#wanted === undefined) this.#shrinkUntil = performance.now() + this.#shrinkTime;
    this.#wanted = violation.rule;
    this.#acts.set(conversation, act);
    throw new Broken(violation);
  }

  async #play(conversation: Conversation): Promise<Act> {
    const judge: Judge = (played, events, reference) => {
      const judgement = judgeConversation(played, events);
      if (![...events, ...reference].some(isEndOfHandler))
        this.#property.judge?.(played, events, reference, judgement);
      return judgement;
    };
    return this.#stage.play(conversation, judge, await this.#referenceOf(conversation));
  }

  /** What happens in the conversation that this one is compared with; shorter ones often share theirs. */
  async #referenceOf(conversation: Conversation): Promise<readonly WorldEvent[]> {
    const other = this.#property.reference?.(conversation);
    if (other === undefined) return [];
    const key = JSON.stringify([other.transport, other.steps]);
    const known = this.#references.get(key);
    if (known !== undefined && this.#wanted !== undefined) return known;
    const events = await this.#stage.world.perform(other);
    if (this.#wanted !== undefined) this.#references.set(key, events);
    return events;
  }

  /** Keeps the failure that was found, after a few tries whether it comes again. */
  async report(details: RunDetails<[Conversation]>): Promise<void> {
    const error = details.errorInstance;
    const conversation = details.counterexample?.[0];
    const act = conversation && this.#acts.get(conversation);
    if (conversation === undefined || act === undefined) throw error;
    const violation =
      error instanceof HandlerGone ? this.#stage.newsOf(error.act) : (error as Broken).violation;
    if (violation === undefined) throw error;
    const replay = { seed: details.seed, path: `${this.#property.name}:${details.counterexamplePath ?? ''}` };
    const failure = toHandlerFailure(violation, act, this.#property.name, replay);
    this.#stage.findings.fail(failure);
    if (error instanceof HandlerGone) throw error;
    for (let run = 1; run <= tries; run += 1) {
      const again = await this.#play(conversation);
      if (again.judgement.violations.some(({ rule }) => rule === violation.rule)) continue;
      return this.#stage.findings.hold(failure, { run, trace: traceOf(again) });
    }
  }
}
