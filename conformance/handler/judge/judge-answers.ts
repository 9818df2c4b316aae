import type { CallbackFailure } from '../../../gateway/index.ts';
import { type Conversation, isStatus, type Refusal, refusals, type Step } from '../conversation/step.ts';
import type { HandlerRuleId } from '../rules/handler-catalogue.ts';
import type { WorldEvent } from '../world/world-event.ts';
import type { Judgement } from './judgement.ts';

type Answered = Extract<WorldEvent, { kind: 'answered' }>;

/** Judges how callbacks ended; what happened before decides which rule an error breaks. */
export function judgeAnswers(
  conversation: Conversation,
  events: readonly WorldEvent[],
  judgement: Judgement,
): void {
  const circumstances = new Circumstances(conversation);
  for (const event of events) {
    circumstances.take(event);
    if (event.kind === 'answered') {
      const rule = circumstances.ruleOf(event);
      // How soon a handler has to be well again is another question.
      if (rule === undefined) continue;
      judgement.exercise('EXH-ANSWER-001');
      if (circumstances.holds && event.device >= 0) judgement.exercise('EXH-ISOLATION-001');
      judgement.check(rule, event.failure === undefined, 'EmptySuccess', tell(event, event.failure));
    }
    if (event.kind === 'late') {
      const rule = event.held ? 'EXH-ISOLATION-001' : 'EXH-ANSWER-001';
      const whose = event.device < 0 ? 'another device' : `device ${event.device}`;
      const why = event.held ? ` while calls for ${circumstances.heldDevices} waited` : '';
      const actual = `${event.method} of ${whose} had none within the deadline${why}`;
      judgement.check(rule, false, 'an answer', actual);
    }
  }
}

/** What has happened so far that an error can come of. */
class Circumstances {
  readonly #conversation: Conversation;
  readonly #refused = new Map<string, Refusal>();
  readonly #created = new Map<string, string>();
  readonly #held = new Set<number>();
  #heldCall = false;
  #restarted = false;
  #adapter: 'there' | 'down' | 'back' = 'there';
  #step: Step | undefined;

  constructor(conversation: Conversation) {
    this.#conversation = conversation;
  }

  /** Calls for a device wait for their answer. */
  get holds(): boolean {
    return this.#heldCall;
  }

  get heldDevices(): string {
    return [...this.#held].map((device) => `device ${device}`).join(', ');
  }

  take(event: WorldEvent): void {
    if (event.kind === 'step') this.#take(this.#conversation.steps[event.index]);
    if (event.kind === 'connected') {
      this.#created.set(event.conn, event.created);
    }
    if (event.kind === 'call' && event.device !== undefined && this.#held.has(event.device))
      this.#heldCall = true;
    if (event.kind === 'replied' && event.refused && isRefusal(event.code))
      this.#refused.set(event.conn, event.code);
  }

  /** Which rule says how this callback should have ended; none, where the adapter was out of reach a moment ago. */
  ruleOf({ conn, device, method }: Answered): HandlerRuleId | undefined {
    if (this.#adapter === 'down') return 'EXH-REFUSAL-003';
    if (this.#adapter === 'back') return undefined;
    if (device < 0) return 'EXH-ANSWER-002';
    const refusal = this.#refused.get(conn);
    if (refusal === 'CONN_PROCESS_NOT_ALIVE') return 'EXH-REFUSAL-001';
    if (refusal !== undefined) return isStatus(refusal) ? 'EXH-REFUSAL-003' : 'EXH-REFUSAL-002';
    if (this.#created.get(conn) === 'late') return 'EXH-STREAM-001';
    if (this.#created.get(conn) === 'never') return 'EXH-RESTART-003';
    if (this.#restarted) return 'EXH-RESTART-004';
    if (method === 'OnReceivedMessages') return 'EXH-BYTES-003';
    if (method !== 'OnReceivedBytes') return 'EXH-ANSWER-002';
    if (this.#step?.type !== 'bytes') return 'EXH-BYTES-001';
    if (this.#step.bytes.length === 0) return 'EXH-BYTES-002';
    return this.#step.strange ? 'EXH-BYTES-001' : 'EXH-ANSWER-002';
  }

  #take(step: Step | undefined): void {
    this.#step = step;
    if (step?.type === 'hold') this.#held.add(step.device);
    if (step?.type === 'release') {
      this.#held.clear();
      this.#heldCall = false;
    }
    if (step?.type === 'adapterDown') this.#adapter = 'down';
    if (step?.type === 'adapterUp' || step?.type === 'gatewayRestarts') this.#adapter = 'back';
    if (step?.type === 'handlerRestarts') this.#restarted = true;
  }
}

function isRefusal(code: string): code is Refusal {
  return refusals.some((refusal) => refusal === code);
}

function tell({ device, method }: Answered, failure: CallbackFailure | undefined): string {
  if (failure === undefined) return '';
  const { status, details } = failure;
  const whose = device < 0 ? 'another device' : `device ${device}`;
  return `${method} of ${whose} ended in ${status}${details === '' ? '' : `: ${details.replaceAll(/\s+/g, ' ').slice(0, 200)}`}`;
}
