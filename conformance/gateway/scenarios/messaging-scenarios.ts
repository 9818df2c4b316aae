import { authenticate, close } from '../actions/call-actions.ts';
import { connect, deviceSends } from '../actions/device-actions.ts';
import { publish, rawPublish, subscribe, unsubscribe } from '../actions/messaging-actions.ts';
import { anyPayload, type Scenario } from './scenario.ts';

const two = [connect('c1'), authenticate('c1', 'a'), connect('c2'), authenticate('c2', 'b')];

/** Publish and subscribe. */
export const messagingScenarios: readonly Scenario[] = [
  {
    name: 'publish-to-another',
    plan: (random) => [
      ...two,
      subscribe('c2', '~/t', random.integer(0, 2)),
      publish('c1', '~/t', { qos: random.integer(0, 2), salt: 1, size: 300 }),
    ],
  },
  {
    name: 'publish-to-itself',
    plan: () => [
      connect('c1'),
      authenticate('c1', 'a'),
      subscribe('c1', '~/t', 2),
      publish('c1', '~/t', { qos: 2, salt: 1 }),
    ],
  },
  {
    name: 'no-subscription-no-message',
    plan: () => [
      ...two,
      subscribe('c1', '~/t', 1),
      subscribe('c2', '~/u', 1),
      publish('c1', '~/t', { qos: 1, salt: 1 }),
      publish('c1', '~/u', { qos: 1, salt: 2 }),
    ],
  },
  {
    name: 'raw-publish',
    plan: () => [
      connect('c1'),
      authenticate('c1', 'a'),
      subscribe('c1', '~/t', 1),
      rawPublish('~/t', { qos: 1, salt: 1 }),
    ],
  },
  {
    name: 'unsubscribe',
    plan: () => [
      connect('c1'),
      authenticate('c1', 'a'),
      subscribe('c1', '~/t', 1),
      subscribe('c1', '~/u', 1),
      unsubscribe('c1', '~/t'),
      rawPublish('~/t', { qos: 1, salt: 1 }),
      rawPublish('~/u', { qos: 1, salt: 2 }),
    ],
  },
  ...(
    [
      ['plus', '~/+/c', ['~/a/c', '~//c'], ['~/a', '~/a/b/c', '~/a/d']],
      ['hash', '~/a/#', ['~/a', '~/a/b', '~/a/b/c'], ['~/b', '~/ab']],
      ['plus-and-hash', '~/+/b/#', ['~/a/b', '~/a/b/c'], ['~/a/c', '~/b']],
    ] as const
  ).map(
    ([name, filter, matching, others]): Scenario => ({
      name: `wildcard-${name}`,
      plan: () => [
        connect('c1'),
        authenticate('c1', 'a'),
        subscribe('c1', filter, 1),
        ...[...others, ...matching].map((topic, index) => rawPublish(topic, { qos: 1, salt: index })),
      ],
    }),
  ),
  {
    name: 'wildcard-before-dollar',
    needs: 'no fixed mountpoint',
    plan: () => [
      connect('c1'),
      authenticate('c1', 'a'),
      subscribe('c1', '+/~', 1),
      rawPublish('$x/~', { qos: 1, salt: 1 }),
      rawPublish('x/~', { qos: 1, salt: 2 }),
      subscribe('c1', '$x/~', 1),
      rawPublish('$x/~', { qos: 1, salt: 3 }),
    ],
  },
  {
    name: 'shared-group',
    plan: () => [
      ...two,
      subscribe('c1', '$share/g/~/s', 1),
      subscribe('c2', '$share/g/~/s', 1),
      ...[1, 2, 3, 4].map((salt) => rawPublish('~/s', { qos: 1, salt })),
      close('c1'),
      ...[5, 6].map((salt) => rawPublish('~/s', { qos: 1, salt })),
      rawPublish('~/s', { qos: 1, salt: 7, count: 5 }),
    ],
  },
  {
    name: 'order-of-a-topic',
    plan: () => [
      ...two,
      subscribe('c2', '~/t', 1),
      ...Array.from({ length: 10 }, (_, salt) => publish('c1', '~/t', { qos: salt % 3, salt })),
    ],
  },
  {
    name: 'burst',
    plan: (random) => [
      ...two,
      subscribe('c1', '~/t', 1),
      subscribe('c2', '~/#', 1),
      publish('c1', '~/t', { qos: 1, salt: random.integer(1, 1_000), count: 150 }),
    ],
  },
  {
    name: 'closed-gets-nothing',
    plan: (random) => [
      ...two,
      subscribe('c1', '~/t', 1),
      subscribe('c2', '~/t', 1),
      close('c1'),
      rawPublish('~/t', { qos: 1, salt: 1 }),
      deviceSends('c2', [anyPayload(random)]),
    ],
  },
  {
    name: 'mountpoint',
    needs: 'mountpoint',
    plan: () => [
      connect('c1'),
      authenticate('c1', 'a', '~mount/'),
      subscribe('c1', '~/t', 1),
      publish('c1', '~/t', { qos: 1, salt: 1 }),
      rawPublish('~/t', { qos: 1, salt: 2, bare: true }),
      publish('c1', '~/t', { qos: 1, salt: 3 }),
    ],
  },
];
