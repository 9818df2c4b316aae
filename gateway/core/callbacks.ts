import { type Callback, isStreamed } from './callback.ts';
import { close, destroySocket, limitCallback } from './closing.ts';
import { clearQueue, dequeue, largeMessageOf } from './queue.ts';
import type { CallbackFailure, CallbackMethod } from './reason.ts';
import { never, type Turn } from './state.ts';

/** How long an `OnSocketClosed` that did not get through waits for its next try. */
const retryDelay = 250;

/** Does what is due now that an event has been taken in: the next callback, or the next part of the end. */
export function advance(turn: Turn): void {
  const { state } = turn;
  if (state.inFlight !== undefined) return;
  if (state.phase !== 'announcing' && state.phase !== 'ended') {
    const next = dequeue(turn);
    if (next !== undefined) return invoke(turn, next);
    // What the streams took is not yet read, and the device may still be answered.
    if (state.phase !== 'open' && state.streaming !== undefined) return finishStreams(turn, state.streaming);
  }
  if (state.phase === 'draining' && state.waitingSends.length === 0 && state.reason !== undefined) {
    close(turn, state.reason, { socket: 'end', queue: 'keep' });
  }
  if (state.phase === 'closing' && state.socket === 'closed') announceClosed(turn);
}

/** The callback in flight has been answered. */
export function callbackAnswered(turn: Turn): void {
  if (landed(turn) && turn.state.phase === 'announcing') end(turn);
}

/** A callback that failed ends this connection, and no other (docs/protocol.md, section 2). */
export function callbackFailed(turn: Turn, failure: CallbackFailure): void {
  const { state } = turn;
  if (state.inFlight === undefined) return;
  const { method, largeMessage } = state.inFlight;
  landed(turn);
  // gRPC refuses what is larger than a handler accepts, 4 MB if it was told nothing: whoever can publish
  // such a message must not end the connections that are subscribed to it.
  if (largeMessage !== undefined && failure.status === 'RESOURCE_EXHAUSTED') {
    return void turn.effects.push({ type: 'messageRefused', size: largeMessage });
  }
  if (state.phase === 'announcing') return retryOrEnd(turn, failure);
  if (method === 'OnSocketCreated' && failure.arrival === 'never') state.announced = false;
  if (state.phase === 'closing') clearQueue(turn);
  else close(turn, { kind: 'callback_failed', method, failure }, { socket: 'end', queue: 'drop' });
}

/** A stream that broke may have lost what it took: its connection ends, and the reason says so. */
export function streamLost(turn: Turn, method: CallbackMethod, failure: CallbackFailure): void {
  const { state } = turn;
  if (state.phase === 'closing') clearQueue(turn);
  else close(turn, { kind: 'callback_failed', method, failure }, { socket: 'end', queue: 'drop' });
}

/** Gives up a callback that takes too long, and tries again one that could not be delivered. */
export function checkCallback(turn: Turn): void {
  const { state } = turn;
  if (state.inFlight !== undefined && state.inFlight.deadline <= turn.now) {
    turn.effects.push({ type: 'abandonCallback' });
    const details = 'the handler did not answer in time';
    callbackFailed(turn, { status: 'DEADLINE_EXCEEDED', details, arrival: 'unknown' });
  }
  if (state.retryAt <= turn.now) invokeClosed(turn);
}

/** Ends at once, and nobody is told. */
export function abandon(turn: Turn): void {
  const { state } = turn;
  if (state.phase === 'ended') return;
  close(turn, { kind: 'shutdown' }, { socket: 'destroy', queue: 'drop' });
  if (state.inFlight !== undefined) turn.effects.push({ type: 'abandonCallback' });
  landed(turn);
  clearQueue(turn);
  // It may have been closing already, with a device that does not take the last bytes.
  destroySocket(turn);
  state.retryAt = never;
  end(turn);
}

function invoke(turn: Turn, callback: Callback): void {
  const { state } = turn;
  if (callback.method === 'OnSocketCreated') state.announced = true;
  if (state.settings.streams && isStreamed(callback.method)) state.streaming = callback.method;
  const size = callback.method === 'OnReceivedBytes' ? callback.size : 0;
  fly(turn, { method: callback.method, size, largeMessage: largeMessageOf(callback) });
  turn.effects.push({ type: 'invoke', callback });
}

function finishStreams(turn: Turn, method: CallbackMethod): void {
  turn.state.streaming = undefined;
  fly(turn, { method, size: 0, largeMessage: undefined });
  turn.effects.push({ type: 'finishStreams' });
}

function fly(turn: Turn, flight: Omit<NonNullable<Turn['state']['inFlight']>, 'deadline'>): void {
  const { state } = turn;
  state.inFlight = { ...flight, deadline: turn.now + state.settings.callbackTimeout };
  if (state.phase !== 'open') limitCallback(turn);
}

function landed(turn: Turn): boolean {
  const { state } = turn;
  if (state.inFlight === undefined) return false;
  state.receivedSize -= state.inFlight.size;
  state.inFlight = undefined;
  return true;
}

function announceClosed(turn: Turn): void {
  const { state } = turn;
  state.phase = 'announcing';
  state.announceBy = turn.now + state.settings.closeTimeout;
  if (state.announced) invokeClosed(turn);
  else end(turn);
}

function invokeClosed(turn: Turn): void {
  const { state } = turn;
  state.retryAt = never;
  invoke(turn, { method: 'OnSocketClosed', reason: state.reason ?? { kind: 'normal' } });
  if (state.inFlight === undefined) return;
  state.inFlight = { ...state.inFlight, deadline: Math.max(state.announceBy, turn.now + retryDelay) };
}

function retryOrEnd(turn: Turn, failure: CallbackFailure): void {
  const { state } = turn;
  if (failure.arrival === 'certain' || turn.now + retryDelay >= state.announceBy) end(turn);
  else state.retryAt = turn.now + retryDelay;
}

function end(turn: Turn): void {
  turn.state.phase = 'ended';
  turn.effects.push({ type: 'ended' });
}
