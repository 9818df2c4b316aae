import { parameterInvalid, success } from './answers.ts';
import type { Call } from './call.ts';
import { drain } from './closing.ts';
import { type ConnectionState, never, type Turn } from './state.ts';

/** A peer is dead after this many intervals without a byte: docs/protocol.md, section 2. */
const graceFactor = 1.5;

/** `StartTimer`: arms the keepalive, or replaces its interval. */
export function startTimer(turn: Turn, call: Call, timer: string | number, interval: number): void {
  const { state } = turn;
  if (timer !== 'KEEPALIVE') {
    const answer = parameterInvalid(`timer type ${timer} is unknown, only KEEPALIVE is allowed`);
    return void turn.effects.push({ type: 'reply', call, answer });
  }
  if (interval === 0) {
    const answer = parameterInvalid('interval is 0, at least 1 second is needed');
    return void turn.effects.push({ type: 'reply', call, answer });
  }
  if (state.phase === 'open') {
    state.keepalive = { interval: interval * 1000, since: turn.now };
    state.idleAt = never;
  }
  turn.effects.push({ type: 'reply', call, answer: success });
}

/** The device has shown that it lives. */
export function touchKeepalive(turn: Turn): void {
  const { state } = turn;
  if (state.keepalive !== undefined) state.keepalive = { ...state.keepalive, since: turn.now };
}

/** Silence while nobody listened proves nothing: it counts from now. */
export function excuseSilence(turn: Turn): void {
  const { state } = turn;
  touchKeepalive(turn);
  if (state.idleAt !== never) state.idleAt = turn.now + state.settings.idleTimeout;
}

/** When a silent device is closed; never while its socket is not read, since its bytes may wait there or be dropped. */
export function idleDue(state: ConnectionState): number {
  return state.throttled || !state.reading ? never : state.idleAt;
}

/** When the device counts as dead; never while its socket is not read, since its bytes may wait there. */
export function keepaliveDue(state: ConnectionState): number {
  if (state.keepalive === undefined || !state.reading || state.throttled || state.phase !== 'open') {
    return never;
  }
  return state.keepalive.since + state.keepalive.interval * graceFactor;
}

/** Ends connections that were silent for too long. */
export function checkSilence(turn: Turn): void {
  const { state } = turn;
  if (keepaliveDue(state) <= turn.now) {
    state.queue = [...state.queue, { method: 'OnTimerTimeout' }];
    drain(turn, { kind: 'keepalive_timeout' });
  } else if (state.phase === 'open' && idleDue(state) <= turn.now) {
    drain(turn, { kind: 'idle_timeout' });
  }
}
