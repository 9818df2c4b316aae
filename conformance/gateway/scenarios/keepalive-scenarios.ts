import type { Action } from '../actions/action.ts';
import { authenticate } from '../actions/call-actions.ts';
import { connect, deviceSends } from '../actions/device-actions.ts';
import { expectNoTimeout, runOutTimer, startTimer } from '../actions/keepalive-actions.ts';
import type { Scenario } from './scenario.ts';

/** A device that has sent a byte is closed by no idle timeout: what ends it is the keepalive. */
function talkative(name: string): readonly Action[] {
  return [connect(name), deviceSends(name, [{ size: 1, salt: 1 }])];
}

/** The keepalive, in real seconds, all of them at once. */
export const keepaliveScenarios: readonly Scenario[] = [
  {
    name: 'keepalive-1s',
    pace: 'waiting',
    plan: () => [...talkative('c1'), runOutTimer('c1', 1, 'silence')],
  },
  {
    name: 'keepalive-2s',
    pace: 'waiting',
    plan: () => [...talkative('c1'), authenticate('c1', 'a'), runOutTimer('c1', 2, 'silence')],
  },
  {
    name: 'keepalive-bytes',
    pace: 'waiting',
    // As long as a busy machine may need to take one byte to the handler and still leave no doubt.
    plan: () => [...talkative('c1'), runOutTimer('c1', 4, 'bytes')],
  },
  {
    name: 'keepalive-sends',
    pace: 'waiting',
    plan: () => [...talkative('c1'), runOutTimer('c1', 1, 'sends')],
  },
  {
    name: 'keepalive-other-device',
    pace: 'waiting',
    plan: () => [...talkative('c1'), ...talkative('c2'), runOutTimer('c1', 1, 'other device', 'c2')],
  },
  {
    name: 'keepalive-shortened',
    pace: 'waiting',
    plan: () => [
      ...talkative('c1'),
      startTimer('c1', 60),
      runOutTimer('c1', 1, 'silence after another timer'),
    ],
  },
  {
    name: 'keepalive-lengthened',
    pace: 'waiting',
    plan: () => [
      ...talkative('c1'),
      ...talkative('c2'),
      startTimer('c1', 1),
      startTimer('c1', 60),
      runOutTimer('c2', 2, 'silence'),
      expectNoTimeout('c1'),
    ],
  },
  {
    name: 'keepalive-never-started',
    pace: 'waiting',
    plan: () => [
      ...talkative('c1'),
      ...talkative('c2'),
      runOutTimer('c2', 2, 'silence'),
      expectNoTimeout('c1'),
    ],
  },
];
