import { connected } from '../../rules/transport.ts';
import { connect } from '../actions/device-actions.ts';
import { endWithoutHandler, killHandler } from '../actions/fault-actions.ts';
import { anyPayload, type Scenario } from './scenario.ts';

/** Faults around the gateway. All scenarios share the handler, so those that take it away run alone. */
export const faultScenarios: readonly Scenario[] = [
  {
    name: 'handler-killed-during-callback',
    pace: 'alone',
    plan: (random) => [connect('c1'), connect('c2'), killHandler('c1', anyPayload(random), 'c2', 'c3')],
  },
  {
    name: 'device-ends-without-handler',
    pace: 'alone',
    transports: connected,
    plan: () => [connect('c1'), endWithoutHandler('c1')],
  },
];
