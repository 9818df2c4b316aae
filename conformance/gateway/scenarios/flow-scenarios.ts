import { streams } from '../../rules/transport.ts';
import { saturate } from '../actions/backpressure.ts';
import { authenticate, send } from '../actions/call-actions.ts';
import { connect, deviceSends } from '../actions/device-actions.ts';
import { holdBytes, release } from '../actions/handler-actions.ts';
import { startTimer } from '../actions/keepalive-actions.ts';
import { publish, subscribe } from '../actions/messaging-actions.ts';
import { anyPayload, type Scenario } from './scenario.ts';

/** Order and concurrency of callbacks. */
export const flowScenarios: readonly Scenario[] = [
  {
    name: 'one-callback-at-a-time',
    pace: 'alone',
    plan: (random) => [
      connect('c1'),
      connect('c2'),
      holdBytes('c1', anyPayload(random)),
      deviceSends('c1', [anyPayload(random)]),
      deviceSends('c2', [anyPayload(random)]),
      release('c1'),
    ],
  },
  {
    name: 'calls-inside-a-callback',
    plan: (random) => [
      connect('c1'),
      holdBytes('c1', anyPayload(random)),
      send('c1', [anyPayload(random)]),
      authenticate('c1', 'a'),
      startTimer('c1', 600),
      subscribe('c1', '~/t', 1),
      publish('c1', '~/t', { qos: 1, salt: random.integer(1, 1_000) }),
      release('c1'),
    ],
  },
  {
    name: 'messages-wait-for-the-callback',
    plan: (random) => [
      connect('c1'),
      connect('c2'),
      authenticate('c1', 'a'),
      authenticate('c2', 'b'),
      subscribe('c1', '~/t', 1),
      holdBytes('c1', anyPayload(random)),
      publish('c2', '~/t', { qos: 0, salt: 1 }),
      publish('c2', '~/t', { qos: 1, salt: 2 }),
      deviceSends('c2', [anyPayload(random)]),
      release('c1'),
    ],
  },
  {
    name: 'slow-handler',
    pace: 'heavy',
    transports: streams,
    plan: (random) => [
      connect('c1'),
      connect('c2'),
      holdBytes('c1', anyPayload(random)),
      saturate('c1', 'c2'),
      release('c1'),
    ],
  },
];
