import { authenticate } from '../actions/call-actions.ts';
import { connect } from '../actions/device-actions.ts';
import { stopGateway } from '../actions/stop-actions.ts';
import type { Scenario } from './scenario.ts';

/** After these there is no gateway any more. */
export const stopScenarios: readonly Scenario[] = [
  {
    name: 'gateway-ends',
    pace: 'last',
    needs: 'start or container',
    transports: ['tcp'],
    plan: () => [connect('c1'), connect('c2'), authenticate('c2', 'a'), stopGateway('c1', 'c2')],
  },
];
