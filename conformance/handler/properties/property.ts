import type { Arbitrary } from 'fast-check';
import type { Conversation, Piece } from '../conversation/step.ts';
import type { Judgement } from '../judge/judgement.ts';
import type { WorldEvent } from '../world/world-event.ts';

/** What conversations are made of. */
export interface Material {
  /** What devices may send. */
  readonly pieces: Arbitrary<Piece>;
  /** A talk by which the handler was seen to call the adapter, as much as was found. */
  readonly talk: readonly Piece[];
  /** The handler takes true streams. */
  readonly streaming: boolean;
  readonly transports: readonly Conversation['transport'][];
}

/** Conversations of one kind. */
export interface Property<Told extends Conversation = Conversation> {
  /** Stable: the path of a failure begins with it. */
  readonly name: string;
  /** How many conversations in a quick and in a full run. */
  readonly runs: { readonly quick: number; readonly full: number };
  /** Undefined where the handler is none that it is about. */
  readonly conversations: (material: Material) => Arbitrary<Told> | undefined;
  /** How they are judged; by more than the rules that hold for every conversation, where it is there. */
  judge?(
    conversation: Told,
    events: readonly WorldEvent[],
    reference: readonly WorldEvent[],
    judgement: Judgement,
  ): void;
  /** One that ought to have the same effects: it is played before. */
  reference?(conversation: Told): Conversation;
}
