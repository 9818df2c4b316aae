import { connected, streams } from '../../rules/transport.ts';
import { type Garbage, throwGarbage } from '../actions/adapter-actions.ts';
import { authenticate, close, send } from '../actions/call-actions.ts';
import { connect, deviceEnds, deviceResets } from '../actions/device-actions.ts';
import { startTimer } from '../actions/keepalive-actions.ts';
import { rawPublish, subscribe, unsubscribe } from '../actions/messaging-actions.ts';
import {
  callGone,
  callUnknown,
  connectionMethods,
  makeRefusedCall,
  rawPublishRefused,
  type WrongConn,
} from '../actions/refusal-actions.ts';
import { refusedCalls } from '../actions/refused-calls.ts';
import { anyPayload, type Scenario } from './scenario.ts';

const beforeAuthentication = {
  name: '',
  phase: 'open',
  clientid: undefined,
  mountpoint: '',
  subscriptions: new Map(),
  held: false,
  waiting: 0,
} as const;

/** One scenario for each line of the table of refused calls. */
const refusals = refusedCalls.map((refused): Scenario => {
  const first = refused.applies(beforeAuthentication) ? [] : [authenticate('c1', 'a')];
  return {
    name: `refuses-${scenarioName(refused.kind)}`,
    ...(refused.needs === undefined ? {} : { needs: refused.needs }),
    plan: () => [connect('c1'), ...first, makeRefusedCall('c1', refused)],
  };
});

function scenarioName(words: string): string {
  const spelled = words.replaceAll('+', 'plus').replaceAll('#', 'hash');
  return spelled.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

const wrongConns: readonly WrongConn[] = ['unknown', 'empty', 'garbage', 'huge'];
const garbage: readonly Garbage[] = ['raw bytes', 'unknown method', 'malformed message', 'a conn of 10 MB'];

/** What the adapter answers. */
export const codeScenarios: readonly Scenario[] = [
  ...refusals,
  {
    name: 'authenticates-after-refusal',
    needs: 'refusals.authentication',
    plan: () => [
      connect('c1'),
      ...refusedCalls
        .filter(({ rule }) => rule === 'EXP-CODE-007')
        .map((refused) => makeRefusedCall('c1', refused)),
      authenticate('c1', 'a'),
    ],
  },
  ...wrongConns.map(
    (wrong): Scenario => ({
      name: `conn-${wrong}`,
      ...(wrong === 'huge' ? { pace: 'heavy' } : {}),
      plan: () => [connect('c1'), ...connectionMethods.map((method) => callUnknown(method, wrong))],
    }),
  ),
  {
    name: 'conn-gone-by-device',
    transports: connected,
    plan: () => [
      connect('c1'),
      deviceEnds('c1'),
      ...connectionMethods.map((method) => callGone('c1', method)),
    ],
  },
  {
    name: 'conn-gone-by-reset',
    transports: streams,
    plan: (random) => [connect('c1'), deviceResets('c1'), callGone('c1', random.pick(connectionMethods))],
  },
  {
    name: 'conn-gone-by-handler',
    plan: () => [connect('c1'), close('c1'), ...connectionMethods.map((method) => callGone('c1', method))],
  },
  {
    name: 'raw-publish-refusals',
    dialects: ['emqx-5'],
    plan: () => [
      rawPublishRefused('with qos 3', { qos: 3 }),
      rawPublishRefused('to an empty topic', { topic: '' }),
      rawPublishRefused('to a/#', { topic: 'a/#' }),
    ],
  },
  {
    name: 'unsubscribe-unknown',
    plan: () => [connect('c1'), authenticate('c1', 'a'), unsubscribe('c1', '~/never')],
  },
  {
    name: 'subscribe-again',
    plan: () => [
      connect('c1'),
      authenticate('c1', 'a'),
      subscribe('c1', '~/t', 0),
      subscribe('c1', '~/t', 1),
      rawPublish('~/t', { qos: 1, salt: 1 }),
      rawPublish('~/t', { qos: 1, salt: 2 }),
    ],
  },
  {
    name: 'subscribe-again-the-same',
    plan: () => [
      connect('c1'),
      authenticate('c1', 'a'),
      subscribe('c1', '~/t', 1),
      subscribe('c1', '~/t', 1),
      rawPublish('~/t', { qos: 1, salt: 1 }),
      rawPublish('~/t', { qos: 1, salt: 2 }),
    ],
  },
  { name: 'timer-before-authenticate', plan: () => [connect('c1'), startTimer('c1', 4_294_967_295)] },
  { name: 'close', plan: (random) => [connect('c1'), send('c1', [anyPayload(random)]), close('c1')] },
  ...garbage.map(
    (kind): Scenario => ({
      name: `adapter-gets-${scenarioName(kind)}`,
      ...(kind === 'a conn of 10 MB' ? { pace: 'heavy' } : {}),
      plan: () => [connect('c1'), throwGarbage(kind, 'c1')],
    }),
  ),
];
