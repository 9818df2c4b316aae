import { expectNothingLeft } from '../actions/leak-actions.ts';
import type { Scenario } from './scenario.ts';

/** They look at the whole process of the gateway, so nothing else may run beside them. */
export const leakScenarios: readonly Scenario[] = [
  { name: 'nothing-left-behind', pace: 'alone', needs: 'pid', plan: () => [expectNothingLeft()] },
];
