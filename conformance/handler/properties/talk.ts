import type { Piece, Step } from '../conversation/step.ts';

/** A device connects and says all of this, piece by piece. */
export function talkSteps(talk: readonly Piece[], device: number): readonly Step[] {
  return [
    { type: 'connect', device, created: 'first' },
    ...talk.map((piece): Step => ({ type: 'bytes', device, pace: 'settled', ...piece })),
  ];
}
