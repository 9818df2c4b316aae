import { streams } from '../../rules/transport.ts';
import { connect } from '../actions/device-actions.ts';
import { fillUp, leavePlace, oneTooMany, rush, turnDenied } from '../actions/limit-actions.ts';
import { connectToThrottled, exceedThroughput } from '../actions/throughput-actions.ts';
import type { Scenario } from './scenario.ts';

/** What listeners with limits let in. */
export const limitScenarios: readonly Scenario[] = [
  {
    name: 'max-bytes-rate',
    pace: 'waiting',
    transports: ['tcp'],
    needs: 'limited.throughput',
    plan: (random) => [connectToThrottled('c1'), exceedThroughput('c1', random.integer(1, 1_000_000))],
  },
  {
    // A gateway that admits whom it should not needs the machine to itself to show it.
    name: 'max-conn-rate',
    pace: 'alone',
    transports: ['tcp'],
    needs: 'limited.connection_rate',
    plan: () => [rush('c1')],
  },
  {
    name: 'max-connections',
    transports: streams,
    needs: 'limited.connections',
    plan: () => [
      fillUp('c1'),
      oneTooMany('c1'),
      leavePlace('c1', 'closes'),
      leavePlace('c1', 'resets'),
      leavePlace('c1', 'is closed by the handler'),
      oneTooMany('c1'),
    ],
  },
  {
    name: 'max-connections-of-peers',
    transports: ['udp', 'dtls'],
    needs: 'limited.connections',
    plan: () => [
      fillUp('c1'),
      oneTooMany('c1'),
      leavePlace('c1', 'is closed by the handler'),
      oneTooMany('c1'),
    ],
  },
  {
    name: 'denied-address',
    needs: 'limited.denied',
    plan: () => [connect('c1'), turnDenied('c1')],
  },
];
