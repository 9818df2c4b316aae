import { datagrams, streams } from '../../rules/transport.ts';
import { close, send, sendPipelined } from '../actions/call-actions.ts';
import { connect, deviceSends, deviceUploads } from '../actions/device-actions.ts';
import { anyPayload, type Scenario } from './scenario.ts';

const megabyte = 1_000_000;

/** The bytes of a connection. */
export const byteScenarios: readonly Scenario[] = [
  {
    name: 'chunks',
    plan: (random) => [
      connect('c1'),
      deviceSends(
        'c1',
        Array.from({ length: random.integer(2, 12) }, () => anyPayload(random, 40)),
      ),
    ],
  },
  {
    name: 'two-devices',
    plan: (random) => [
      connect('c1'),
      connect('c2'),
      deviceSends('c1', [anyPayload(random), anyPayload(random)]),
      deviceSends('c2', [anyPayload(random), anyPayload(random)]),
    ],
  },
  {
    name: 'upload',
    pace: 'heavy',
    transports: streams,
    plan: (random) => [
      connect('c1'),
      deviceUploads('c1', { size: megabyte, salt: random.integer(1, 1_000) }),
    ],
  },
  {
    name: 'download',
    pace: 'heavy',
    transports: streams,
    plan: (random) => [connect('c1'), send('c1', [{ size: megabyte, salt: random.integer(1, 1_000) }])],
  },
  {
    name: 'sends',
    plan: (random) => [
      connect('c1'),
      send('c1', [anyPayload(random), anyPayload(random), anyPayload(random)]),
    ],
  },
  {
    name: 'sends-without-waiting',
    transports: streams,
    plan: (random) => [connect('c1'), sendPipelined('c1', 300, random.integer(1, 1_000_000))],
  },
  {
    name: 'send-and-close',
    transports: streams,
    plan: (random) => [connect('c1'), close('c1', anyPayload(random, 100_000))],
  },
  {
    name: 'send-a-datagram-and-close',
    transports: datagrams,
    plan: (random) => [connect('c1'), close('c1', anyPayload(random))],
  },
  {
    // As many as a small buffer holds.
    name: 'datagrams-without-waiting',
    transports: datagrams,
    plan: (random) => [connect('c1'), sendPipelined('c1', 60, random.integer(1, 1_000_000))],
  },
];
