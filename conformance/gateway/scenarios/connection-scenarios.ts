import { connected, streams } from '../../rules/transport.ts';
import { close, send } from '../actions/call-actions.ts';
import {
  connect,
  connectHeld,
  deviceEnds,
  deviceResets,
  deviceSends,
  deviceSendsAndEnds,
} from '../actions/device-actions.ts';
import { failBytes, holdBytes, release, releaseFailing } from '../actions/handler-actions.ts';
import { startTimer } from '../actions/keepalive-actions.ts';
import { dropMany, expectUnguessable } from '../actions/many-connections.ts';
import { anyPayload, type Scenario } from './scenario.ts';

const failures = ['INTERNAL', 'FAILED_PRECONDITION', 'UNKNOWN', 'UNAVAILABLE'] as const;

/** The life of a connection. */
export const connectionScenarios: readonly Scenario[] = [
  {
    name: 'device-ends',
    transports: connected,
    plan: (random) => [connect('c1'), deviceSends('c1', [anyPayload(random)]), deviceEnds('c1')],
  },
  { name: 'device-ends-at-once', transports: connected, plan: () => [connect('c1'), deviceEnds('c1')] },
  {
    name: 'device-resets',
    transports: streams,
    plan: (random) => [connect('c1'), deviceSends('c1', [anyPayload(random)]), deviceResets('c1')],
  },
  {
    name: 'device-sends-and-ends',
    transports: connected,
    plan: (random) => [connect('c1'), deviceSendsAndEnds('c1', anyPayload(random, 1_000))],
  },
  {
    name: 'call-inside-created',
    plan: () => [connectHeld('c1'), startTimer('c1', 600), release('c1'), close('c1')],
  },
  {
    name: 'created-fails',
    plan: (random) => [
      connect('c1'),
      connectHeld('c2'),
      releaseFailing('c2', random.pick(failures)),
      deviceSends('c1', [anyPayload(random)]),
    ],
  },
  ...failures.map(
    (status): Scenario => ({
      name: `bytes-fail-${status.toLowerCase().replace('_', '-')}`,
      plan: (random) => [
        connect('c1'),
        connect('c2'),
        failBytes('c1', anyPayload(random), status),
        deviceSends('c2', [anyPayload(random)]),
        send('c2', [anyPayload(random)]),
      ],
    }),
  ),
  {
    name: 'device-ends-during-callback',
    transports: connected,
    plan: (random) => [connect('c1'), holdBytes('c1', anyPayload(random)), deviceEnds('c1'), release('c1')],
  },
  {
    name: 'last-bytes-during-callback',
    transports: connected,
    plan: (random) => [
      connect('c1'),
      connect('c2'),
      holdBytes('c1', anyPayload(random)),
      deviceSends('c1', [anyPayload(random)]),
      deviceEnds('c1'),
      // Once these have come, the gateway has had its time for the end of c1.
      deviceSends('c2', [anyPayload(random)]),
      deviceSends('c2', [anyPayload(random)]),
      release('c1'),
    ],
  },
  {
    name: 'device-resets-during-callback',
    transports: streams,
    plan: (random) => [connect('c1'), holdBytes('c1', anyPayload(random)), deviceResets('c1'), release('c1')],
  },
  {
    name: 'handler-closes-during-callback',
    plan: (random) => [connect('c1'), holdBytes('c1', anyPayload(random)), close('c1'), release('c1')],
  },
  {
    name: 'device-ends-during-callback-that-fails',
    transports: connected,
    plan: (random) => [
      connect('c1'),
      holdBytes('c1', anyPayload(random)),
      deviceEnds('c1'),
      releaseFailing('c1', 'INTERNAL'),
    ],
  },
  { name: 'many-drop-at-once', transports: connected, plan: () => [dropMany(40)] },
  {
    name: 'conns-are-unguessable',
    plan: () => [connect('c1'), connect('c2'), expectUnguessable('c1', 'c2')],
  },
];
