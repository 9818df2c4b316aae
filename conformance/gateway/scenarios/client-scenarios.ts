import { connected } from '../../rules/transport.ts';
import { authenticate, send } from '../actions/call-actions.ts';
import { connect, deviceEnds, deviceSends } from '../actions/device-actions.ts';
import { holdBytes, release } from '../actions/handler-actions.ts';
import { publish, rawPublish, subscribe } from '../actions/messaging-actions.ts';
import { callGone, connectionMethods } from '../actions/refusal-actions.ts';
import { anyPayload, type Scenario } from './scenario.ts';

/** Takeover by clientid. */
export const clientScenarios: readonly Scenario[] = [
  {
    name: 'takeover',
    plan: (random) => [
      connect('c1'),
      authenticate('c1', 'a'),
      connect('c2'),
      authenticate('c2', 'a'),
      callGone('c1', random.pick(connectionMethods)),
      send('c2', [anyPayload(random)]),
      deviceSends('c2', [anyPayload(random)]),
    ],
  },
  {
    name: 'takeover-drops-subscriptions',
    plan: () => [
      connect('c1'),
      authenticate('c1', 'a'),
      subscribe('c1', '~/t', 1),
      connect('c2'),
      authenticate('c2', 'a'),
      rawPublish('~/t', { qos: 1, salt: 1 }),
      subscribe('c2', '~/u', 1),
      publish('c2', '~/u', { qos: 1, salt: 2 }),
    ],
  },
  {
    name: 'takeover-during-callback',
    plan: (random) => [
      connect('c1'),
      authenticate('c1', 'a'),
      holdBytes('c1', anyPayload(random)),
      connect('c2'),
      authenticate('c2', 'a'),
      release('c1'),
      send('c2', [anyPayload(random)]),
    ],
  },
  {
    name: 'takeover-twice',
    plan: () => [
      connect('c1'),
      authenticate('c1', 'a'),
      connect('c2'),
      authenticate('c2', 'a'),
      connect('c3'),
      authenticate('c3', 'a'),
    ],
  },
  {
    name: 'reconnect-has-no-subscriptions',
    transports: connected,
    plan: () => [
      connect('c1'),
      authenticate('c1', 'a'),
      subscribe('c1', '~/t', 1),
      deviceEnds('c1'),
      connect('c2'),
      authenticate('c2', 'a'),
      rawPublish('~/t', { qos: 1, salt: 1 }),
      subscribe('c2', '~/u', 1),
      publish('c2', '~/u', { qos: 1, salt: 2 }),
    ],
  },
];
