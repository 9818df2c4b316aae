import type { Step } from '../conversation/step.ts';
import { conversationsOf, steps } from './life.ts';
import type { Property } from './property.ts';

/** Events overtake OnSocketCreated, as on the streams that older gateways keep open. */
export const streams: Property = {
  name: 'streams',
  runs: { quick: 40, full: 500 },
  conversations(material) {
    if (!material.streaming) return undefined;
    const connect: Step = { type: 'connect', device: 0, created: 'late' };
    return conversationsOf(material, steps(material.pieces)).map(({ steps: following, ...rest }) => ({
      ...rest,
      steps: [connect, ...following],
    }));
  },
};
