import { describe, expect, it } from 'vitest';
import { type Transport, transports } from '../../rules/transport.ts';
import { Model } from '../model/model.ts';
import type { Action } from './action.ts';
import { deviceReturns, deviceSendsLargest, deviceSendsNothing, sendLargest } from './datagram-actions.ts';
import { closeTelling, dawdle, deviceRestarts, turnAway } from './encryption-actions.ts';
import { connectToIdle, idleOut, outliveIdle, outliveIdleByTimer } from './idle-actions.ts';

/** Where an action makes sense for a connection c1 that is open, or gone. */
function placesOf(action: Action, isGone = false): readonly Transport[] {
  return transports.filter((transport) => {
    const model = new Model(transport);
    model.connect('c1');
    if (isGone) model.end('c1');
    return action.check(model);
  });
}

describe('an action that only some transports know', () => {
  it.each<[Action, readonly Transport[]]>([
    [deviceSendsLargest('c1', 1), ['udp', 'dtls']],
    [sendLargest('c1', 1), ['udp', 'dtls']],
    [deviceSendsNothing('c1'), ['udp']],
    [connectToIdle('c2'), ['udp']],
    [idleOut('c1'), ['udp']],
    [outliveIdle('c1'), ['udp']],
    [outliveIdleByTimer('c1'), ['udp']],
    [turnAway('makes no handshake', 'c1'), ['ssl', 'dtls']],
    [dawdle(), ['ssl']],
    [closeTelling('c1'), ['dtls']],
    [deviceRestarts('c1', 'c2'), ['dtls']],
  ])('$text', (action, places) => {
    expect(placesOf(action)).toEqual(places);
  });

  it('is that of a device on UDP that comes back, once its connection is gone', () => {
    const action = deviceReturns('c1', 'c2', { size: 1, salt: 1 });
    expect(placesOf(action)).toEqual([]);
    expect(placesOf(action, true)).toEqual(['udp']);
  });

  it('leaves the connections as the protocol says', () => {
    const model = new Model('dtls');
    model.connect('c1');
    deviceRestarts('c1', 'c2').advance(model);
    expect([model.isOpen('c1'), model.isOpen('c2')]).toEqual([false, true]);
  });
});
