import { connectionNotAlive, failed, parameterInvalid, success } from './answers.ts';
import type { Call, CallAnswer } from './call.ts';
import { close } from './closing.ts';
import type { Turn } from './state.ts';

/** How many times `sendBuffer` may wait in calls that are not accepted yet. */
const waitingFactor = 16;

/** `Send`: accepted at once while the device reads, later when it lags, refused when it does not read at all. */
export function send(turn: Turn, call: Call, bytes: Uint8Array): void {
  const { state } = turn;
  if (state.socket !== 'open') {
    turn.effects.push({ type: 'reply', call, answer: connectionNotAlive });
  } else if (state.settings.datagrams && bytes.length > state.settings.largestDatagram) {
    const answer = parameterInvalid(
      `a datagram holds at most ${state.settings.largestDatagram} bytes, these are ${bytes.length}`,
    );
    turn.effects.push({ type: 'reply', call, answer });
  } else if (state.waitingSends.length === 0 && state.unsent < state.settings.sendBuffer) {
    accept(turn, call, bytes);
  } else {
    const deadline = turn.now + state.settings.sendTimeout;
    state.waitingSends = [...state.waitingSends, { call, bytes, deadline }];
    // A refused call in the middle of a stream would leave a hole in it, so the stream ends.
    if (waitingSize(turn) > state.settings.sendBuffer * waitingFactor && state.waitingSends.length > 1) {
      giveUp(turn, 'too many bytes wait for a device that does not read');
    }
  }
}

/** Bytes have left: calls that waited for room are accepted. */
export function flushed(turn: Turn, size: number): void {
  const { state } = turn;
  state.unsent -= size;
  while (state.unsent < state.settings.sendBuffer && state.socket === 'open') {
    const [next, ...rest] = state.waitingSends;
    if (next === undefined) return;
    state.waitingSends = rest;
    accept(turn, next.call, next.bytes);
  }
}

/** Accepts every call that waits: what was sent before a `Close` still goes out. */
export function acceptWaiting(turn: Turn): void {
  const waiting = turn.state.waitingSends;
  turn.state.waitingSends = [];
  for (const { call, bytes } of waiting) accept(turn, call, bytes);
}

/** Answers every call that waits, without sending. */
export function refuseWaiting(turn: Turn, answer: CallAnswer): void {
  for (const { call } of turn.state.waitingSends) turn.effects.push({ type: 'reply', call, answer });
  turn.state.waitingSends = [];
}

/** Ends a connection whose device has not read for the whole of `sendTimeout`. */
export function checkSendTimeout(turn: Turn): void {
  const { state } = turn;
  if ((state.waitingSends[0]?.deadline ?? Number.POSITIVE_INFINITY) > turn.now) return;
  giveUp(turn, `the device did not read for ${state.settings.sendTimeout} ms`);
}

function giveUp(turn: Turn, message: string): void {
  refuseWaiting(turn, failed(message));
  close(turn, { kind: 'send_timeout' }, { socket: 'destroy', queue: 'keep' });
}

function accept(turn: Turn, call: Call, bytes: Uint8Array): void {
  turn.state.unsent += bytes.length;
  if (bytes.length > 0 || turn.state.settings.datagrams) turn.effects.push({ type: 'write', bytes });
  turn.effects.push({ type: 'reply', call, answer: success });
}

function waitingSize(turn: Turn): number {
  return turn.state.waitingSends.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
