import { authenticate } from '../actions/call-actions.ts';
import { connect } from '../actions/device-actions.ts';
import {
  awaitReplacedTimer,
  expectNoTimeout,
  replaceTimer,
  runOutTimer,
} from '../actions/keepalive-actions.ts';
import type { Scenario } from './scenario.ts';

/** The keepalive, in real seconds, all of them at once. */
export const keepaliveScenarios: readonly Scenario[] = [
  { name: 'keepalive-1s', plan: () => [connect('c1'), runOutTimer('c1', 1, 'silence')] },
  {
    name: 'keepalive-2s',
    plan: () => [connect('c1'), authenticate('c1', 'a'), runOutTimer('c1', 2, 'silence')],
  },
  { name: 'keepalive-bytes', plan: () => [connect('c1'), runOutTimer('c1', 2, 'bytes')] },
  { name: 'keepalive-sends', plan: () => [connect('c1'), runOutTimer('c1', 1, 'sends')] },
  {
    name: 'keepalive-other-device',
    plan: () => [connect('c1'), connect('c2'), runOutTimer('c1', 1, 'other device', 'c2')],
  },
  {
    name: 'keepalive-shortened',
    plan: () => [connect('c1'), replaceTimer('c1', 60), awaitReplacedTimer('c1', 1)],
  },
  {
    name: 'keepalive-lengthened',
    plan: () => [
      connect('c1'),
      connect('c2'),
      replaceTimer('c1', 1),
      replaceTimer('c1', 60),
      runOutTimer('c2', 2, 'silence'),
      expectNoTimeout('c1'),
    ],
  },
  {
    name: 'keepalive-never-started',
    plan: () => [connect('c1'), connect('c2'), runOutTimer('c2', 2, 'silence'), expectNoTimeout('c1')],
  },
];
