import { excuseSilence, touchKeepalive } from './keepalive.ts';
import { enqueueBytes } from './queue.ts';
import { never, type Turn } from './state.ts';

/** Takes in bytes of the device: they are its sign of life. */
export function receive(turn: Turn, bytes: Uint8Array): void {
  const { state } = turn;
  if (state.phase !== 'open' || bytes.length === 0) return;
  state.idleAt = never;
  touchKeepalive(turn);
  enqueueBytes(turn, bytes);
}

/** Stops reading the socket while the handler lags behind, so that the device waits and not our memory. */
export function adjustReading(turn: Turn): void {
  const { state } = turn;
  const limit = state.settings.receiveBuffer;
  const wanted =
    state.phase !== 'open' || (state.reading ? state.receivedSize < limit : state.receivedSize <= limit / 2);
  if (wanted === state.reading || state.phase === 'ended') return;
  state.reading = wanted;
  turn.effects.push({ type: wanted ? 'resumeReading' : 'pauseReading' });
  if (wanted) excuseSilence(turn);
}

/** Takes note that a limit keeps the socket from being read, or no longer does. */
export function throttle(turn: Turn, active: boolean): void {
  turn.state.throttled = active;
  if (!active) excuseSilence(turn);
}
