import fc from 'fast-check';
import type { Step } from '../conversation/step.ts';
import { conversationsOf, steps } from './life.ts';
import type { Property } from './property.ts';

/** Connections that began before the handler did, as after its restart. */
export const unseen: Property = {
  name: 'unseen',
  runs: { quick: 30, full: 300 },
  conversations(material) {
    const connect: Step = { type: 'connect', device: 0, created: 'never' };
    const rest = conversationsOf({ ...material, streaming: false }, steps(material.pieces));
    const alone = fc.constantFrom(...material.transports).map((transport) => ({
      transport,
      streams: false,
      steps: [connect],
    }));
    const then = rest.map(({ steps: following, ...all }) => ({ ...all, steps: [connect, ...following] }));
    return fc.oneof({ weight: 1, arbitrary: alone }, { weight: 9, arbitrary: then });
  },
};
