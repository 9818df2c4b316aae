import type { Conversation } from '../conversation/step.ts';
import type { WorldEvent } from '../world/world-event.ts';
import { judgeAnswers } from './judge-answers.ts';
import { judgeCalls } from './judge-calls.ts';
import { Judgement } from './judgement.ts';

/** Judges what was seen by every rule that needs no knowledge of the devices' protocol. */
export function judgeConversation(conversation: Conversation, events: readonly WorldEvent[]): Judgement {
  const judgement = new Judgement();
  const death = events.find((event) => event.kind === 'died');
  judgement.check(
    'EXH-LIFE-001',
    death === undefined,
    'the handler to be there after the conversation',
    death?.how ?? '',
  );
  // Whoever is dead answers nothing, and that is no news.
  if (death !== undefined) return judgement;
  judgeAnswers(conversation, events, judgement);
  judgeCalls(conversation, events, judgement);
  return judgement;
}
