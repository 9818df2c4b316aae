import fc from 'fast-check';
import type { Piece, Step } from '../conversation/step.ts';
import type { Property } from './property.ts';

/** One device's calls wait for their answer; another one comes, and is served. */
export const isolation: Property = {
  name: 'isolation',
  runs: { quick: 12, full: 100 },
  conversations({ pieces, talk, transports }) {
    const talks = fc.array(pieces, { minLength: 1, maxLength: 4 });
    const said = talk.length === 0 ? talks : fc.oneof(fc.subarray([...talk], { minLength: 1 }), talks);
    return fc.record({ transport: fc.constantFrom(...transports), said }).map(({ transport, said: all }) => ({
      transport,
      streams: false,
      steps: [{ type: 'hold', device: 0 }, ...say(all, 0), ...say(all, 1), { type: 'release' }],
    }));
  },
};

function say(pieces: readonly Piece[], device: number): readonly Step[] {
  return pieces.map((piece): Step => ({ type: 'bytes', device, pace: 'settled', ...piece }));
}
