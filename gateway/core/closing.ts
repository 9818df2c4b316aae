import { connectionNotAlive } from './answers.ts';
import { clearQueue } from './queue.ts';
import type { CloseReason } from './reason.ts';
import { refuseWaiting } from './sending.ts';
import { never, type Turn } from './state.ts';

/**
 * Decides the end, and lets what waits for the handler go out first. Until then
 * the adapter serves the connection, so that the last bytes can still be published.
 */
export function drain(turn: Turn, reason: CloseReason): void {
  const { state } = turn;
  if (state.phase !== 'open') return;
  state.phase = 'draining';
  state.reason = reason;
  state.idleAt = never;
  state.keepalive = undefined;
  limitCallback(turn);
  if (state.client !== undefined) turn.effects.push({ type: 'leaveBroker' });
}

/**
 * Ends the connection for the adapter, and its socket. Only a handler's own wish,
 * or its own failure, drops what waits for it.
 */
export function close(
  turn: Turn,
  reason: CloseReason,
  how: { readonly socket: 'end' | 'destroy'; readonly queue: 'keep' | 'drop' },
): void {
  const { state } = turn;
  if (state.phase !== 'open' && state.phase !== 'draining') return;
  if (how.queue === 'drop') clearQueue(turn);
  drain(turn, reason);
  // A later cause outweighs the one that was still draining.
  state.reason = reason;
  state.phase = 'closing';
  refuseCalls(turn);
  if (state.client !== undefined) turn.effects.push({ type: 'unregister', clientid: state.client.clientid });
  if (how.socket === 'destroy') destroySocket(turn);
  else endSocket(turn);
}

/** The callback in flight may not hold up `OnSocketClosed` for longer than the close timeout. */
export function limitCallback(turn: Turn): void {
  const { state } = turn;
  if (state.inFlight === undefined) return;
  const deadline = Math.min(state.inFlight.deadline, turn.now + state.settings.closeTimeout);
  state.inFlight = { ...state.inFlight, deadline };
}

/** A socket whose device does not take the last bytes is destroyed in the end. */
export function checkSocketEnd(turn: Turn): void {
  if (turn.state.endBy <= turn.now) destroySocket(turn);
}

/** There is nothing left to end. */
export function socketClosed(turn: Turn): void {
  turn.state.socket = 'closed';
  turn.state.endBy = never;
}

function endSocket(turn: Turn): void {
  const { state } = turn;
  if (state.socket !== 'open') return;
  state.socket = 'ending';
  state.endBy = turn.now + state.settings.sendTimeout;
  turn.effects.push({ type: 'endSocket' });
}

/** Ends the socket whatever it still holds. */
export function destroySocket(turn: Turn): void {
  const { state } = turn;
  state.endBy = never;
  if (state.socket === 'closed') return;
  state.socket = 'ending';
  turn.effects.push({ type: 'destroySocket' });
}

function refuseCalls(turn: Turn): void {
  const { state } = turn;
  refuseWaiting(turn, connectionNotAlive);
  if (state.authenticating === undefined) return;
  turn.effects.push({ type: 'reply', call: state.authenticating.call, answer: connectionNotAlive });
  state.authenticating = undefined;
}
