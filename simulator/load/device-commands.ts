import type { Conversation } from '../script/device-script.ts';
import { firstArrival, nextArrival } from './arrivals.ts';
import type { Commander } from './commander.ts';
import { countedFrom } from './counted-from.ts';
import type { Load } from './load.ts';
import { PendingReplies } from './pending-replies.ts';
import type { Phase } from './phases.ts';
import { createRandom, type Random } from './random.ts';

const never = Number.POSITIVE_INFINITY;

/** What one device is told to do: published when it is due, and awaited at the device. */
export class DeviceCommands {
  /** When the next one is due. */
  dueAt: number;
  readonly #load: Load;
  readonly #commander: Commander;
  readonly #conversation: Conversation;
  readonly #phases: readonly Phase[];
  readonly #random: Random;
  /** Published, and not heard by the device. */
  readonly #published = new PendingReplies();
  /** Answered by the device, and without a reply to that. */
  readonly #answered = new PendingReplies();

  /** @param start When its device comes, in milliseconds from the beginning of the load. */
  constructor(load: Load, commander: Commander, conversation: Conversation, index: number, start: number) {
    this.#load = load;
    this.#commander = commander;
    this.#conversation = conversation;
    const { seed, commandRate = 0, distribution } = load.plan;
    // A sequence of its own: what the device does of itself is the same without commands.
    this.#random = createRandom(seed, -1 - index);
    this.#phases = [{ duration: load.duration, from: commandRate, to: commandRate }];
    this.dueAt = load.began + firstArrival(this.#phases, distribution, start, this.#random);
  }

  /** Publishes what is due. Who can't hear it would have missed it. */
  publish(now: number, isReachable: boolean): void {
    const { measurements, plan, began, clock } = this.#load;
    while (now >= this.dueAt) {
      if (!isReachable) measurements.count('missed');
      else {
        if (now - this.dueAt > plan.lateAfter) measurements.count('late');
        this.#publish(countedFrom(this.dueAt, clock.now()));
      }
      this.dueAt = began + nextArrival(this.#phases, plan.distribution, this.dueAt - began, this.#random);
    }
  }

  /**
   * The device has it.
   *
   * @param answer The number of its answer, where that has a reply.
   */
  heard(sequence: number, answer: number | undefined): void {
    const outcome = this.#published.answer(sequence);
    if (outcome.kind !== 'expected') return this.#load.measurements.count('duplicated');
    const { measurements, clock } = this.#load;
    measurements.time('command', clock.now() - outcome.scheduled);
    this.#load.outstanding -= 1;
    if (answer === undefined) return;
    this.#load.outstanding += 1 - this.#answered.add(answer, outcome.scheduled);
  }

  /** Whether that was the reply to an answer of the device. */
  replied(sequence: number): boolean {
    const outcome = this.#answered.answer(sequence);
    if (outcome.kind !== 'expected') return false;
    const { measurements, clock } = this.#load;
    measurements.time('answer', clock.now() - outcome.scheduled);
    this.#load.outstanding -= 1;
    return true;
  }

  /** Those that were due before a time are lost. */
  expire(before: number): void {
    const unheard = this.#published.expire(before);
    const unanswered = this.#answered.expire(before);
    this.#load.measurements.count('commandsLost', unheard);
    this.#load.measurements.count('lost', unanswered);
    this.#load.outstanding -= unheard + unanswered;
  }

  /** Nothing more is published; what is under way is still heard. */
  end(): void {
    this.dueAt = never;
  }

  #publish(due: number): void {
    const load = this.#load;
    const { sequence, topic, payload } = this.#conversation.command?.() ?? nothing();
    load.measurements.count('commands');
    const given = this.#published.add(sequence, due);
    load.measurements.count('commandsLost', given);
    load.outstanding += 1 - given;
    this.#commander.publish(topic, payload).catch((error: { readonly code?: string }) => {
      load.measurements.fail(`command ${error.code ?? 'UNKNOWN'}`);
      if (this.#published.answer(sequence).kind === 'expected') load.outstanding -= 1;
    });
  }
}

function nothing(): never {
  throw new RangeError('the script has no commands');
}
