import { datagrams } from '../../rules/transport.ts';
import { close, send } from '../actions/call-actions.ts';
import {
  deviceReturns,
  deviceSendsLargest,
  deviceSendsNothing,
  sendLargest,
} from '../actions/datagram-actions.ts';
import { connect, deviceSends } from '../actions/device-actions.ts';
import { holdBytes, release } from '../actions/handler-actions.ts';
import { connectToIdle, idleOut, outliveIdle, outliveIdleByTimer } from '../actions/idle-actions.ts';
import { startTimer } from '../actions/keepalive-actions.ts';
import { anyPayload, type Scenario } from './scenario.ts';

/** What is different where bytes come in datagrams. */
export const datagramScenarios: readonly Scenario[] = [
  {
    name: 'idle-device',
    pace: 'waiting',
    transports: ['udp'],
    needs: 'listeners.udp.idle',
    plan: () => [connectToIdle('c1'), idleOut('c1')],
  },
  {
    name: 'live-device',
    pace: 'waiting',
    transports: ['udp'],
    needs: 'listeners.udp.idle',
    plan: () => [connectToIdle('c1'), outliveIdle('c1')],
  },
  {
    name: 'silent-device-with-timer',
    pace: 'waiting',
    transports: ['udp'],
    needs: 'listeners.udp.idle',
    plan: () => [connectToIdle('c1'), startTimer('c1', 600), outliveIdleByTimer('c1')],
  },
  {
    // Its datagrams would fill the buffers of other scenarios.
    name: 'largest-datagrams',
    pace: 'alone',
    transports: datagrams,
    plan: (random) => [
      connect('c1'),
      deviceSendsLargest('c1', random.integer(1, 1_000)),
      sendLargest('c1', random.integer(1, 1_000)),
    ],
  },
  {
    name: 'datagrams-wait-for-the-handler',
    transports: datagrams,
    plan: (random) => [
      connect('c1'),
      holdBytes('c1', anyPayload(random)),
      deviceSends(
        'c1',
        Array.from({ length: random.integer(2, 8) }, () => anyPayload(random)),
      ),
      release('c1'),
    ],
  },
  {
    name: 'empty-datagram',
    transports: ['udp'],
    plan: () => [connect('c1'), deviceSendsNothing('c1'), deviceSendsNothing('c1')],
  },
  {
    name: 'device-returns-after-close',
    transports: ['udp'],
    plan: (random) => [
      connect('c1'),
      close('c1'),
      deviceReturns('c1', 'c2', anyPayload(random)),
      send('c2', [anyPayload(random)]),
    ],
  },
];
