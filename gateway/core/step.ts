import { connectionNotAlive, success } from './answers.ts';
import { authenticate, verified } from './authenticating.ts';
import type { Call, CallRequest } from './call.ts';
import {
  abandon,
  advance,
  callbackAnswered,
  callbackFailed,
  checkCallback,
  streamLost,
} from './callbacks.ts';
import { checkSocketEnd, close, drain, socketClosed } from './closing.ts';
import type { ConnectionEffect } from './effect.ts';
import type { ConnectionEvent } from './event.ts';
import { checkSilence, startTimer } from './keepalive.ts';
import { delivered, publish, subscribe, unsubscribe } from './messaging.ts';
import { adjustReading, receive, throttle } from './receiving.ts';
import { acceptWaiting, checkSendTimeout, flushed, refuseWaiting, send } from './sending.ts';
import type { ConnectionState, Turn } from './state.ts';

/** What came of one event: the state after it, and what is to be done, in order. */
export interface Step {
  readonly state: ConnectionState;
  readonly effects: readonly ConnectionEffect[];
}

/**
 * The connection as a pure function: an event in, the next state and effects out.
 * `now` is milliseconds of any clock that never goes back.
 */
export function step(state: ConnectionState, event: ConnectionEvent, now: number): Step {
  const turn: Turn = { now, state: { ...state }, effects: [] };
  take(turn, event);
  advance(turn);
  adjustReading(turn);
  return { state: turn.state, effects: turn.effects };
}

function take(turn: Turn, event: ConnectionEvent): void {
  switch (event.type) {
    case 'bytes':
      return receive(turn, event.bytes);
    case 'peerEnded':
      return drain(turn, turn.state.peerReason);
    case 'socketLost':
      socketClosed(turn);
      refuseWaiting(turn, connectionNotAlive);
      return drain(turn, turn.state.peerReason);
    case 'socketClosed':
      return socketClosed(turn);
    case 'flushed':
      return flushed(turn, event.size);
    case 'callbackAnswered':
      return callbackAnswered(turn);
    case 'callbackFailed':
      return callbackFailed(turn, event.failure);
    case 'streamLost':
      return streamLost(turn, event.method, event.failure);
    case 'call':
      return serve(turn, event.call, event.request);
    case 'verified':
      return verified(turn, event.call, event.granted);
    case 'delivered':
      return delivered(turn, event.message);
    case 'takenOver':
      return close(turn, { kind: 'discarded' }, { socket: 'end', queue: 'keep' });
    case 'shutdown':
      return drain(turn, { kind: 'shutdown' });
    case 'abandoned':
      return abandon(turn);
    case 'throttled':
      return throttle(turn, event.active);
    case 'tick':
      return passTime(turn);
  }
}

function serve(turn: Turn, call: Call, request: CallRequest): void {
  if (turn.state.phase !== 'open' && turn.state.phase !== 'draining') {
    return void turn.effects.push({ type: 'reply', call, answer: connectionNotAlive });
  }
  switch (request.method) {
    case 'Send':
      return send(turn, call, request.bytes);
    case 'Close':
      turn.effects.push({ type: 'reply', call, answer: success });
      if (turn.state.socket === 'open') acceptWaiting(turn);
      return close(turn, { kind: 'normal' }, { socket: 'end', queue: 'drop' });
    case 'Authenticate':
      return authenticate(turn, call, request.client, request.password);
    case 'StartTimer':
      return startTimer(turn, call, request.timer, request.interval);
    case 'Publish':
      return publish(turn, call, request);
    case 'Subscribe':
      return subscribe(turn, call, request.topic, request.qos);
    case 'Unsubscribe':
      return unsubscribe(turn, call, request.topic);
  }
}

function passTime(turn: Turn): void {
  checkCallback(turn);
  checkSendTimeout(turn);
  checkSocketEnd(turn);
  checkSilence(turn);
}
