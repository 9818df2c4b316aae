import { streams } from '../../rules/transport.ts';
import { connectSending, deviceSendsAndEnds } from '../actions/device-actions.ts';
import { anyPayload, type Scenario } from './scenario.ts';

/** What streams that stay open could do to the order of events. */
export const streamScenarios: readonly Scenario[] = [
  {
    name: 'streams-from-end-to-end',
    mode: 'stream',
    transports: streams,
    plan: (random) => [
      connectSending('c1', anyPayload(random)),
      connectSending('c2', anyPayload(random)),
      deviceSendsAndEnds('c1', anyPayload(random)),
    ],
  },
];
