import { excuseSilence, touchKeepalive } from './keepalive.ts';
import { enqueueBytes } from './queue.ts';
import { type ConnectionState, never, type Turn } from './state.ts';

/** Takes in bytes of the device: they are its sign of life. */
export function receive(turn: Turn, bytes: Uint8Array): void {
  const { state } = turn;
  if (state.phase !== 'open' || bytes.length === 0) return;
  state.idleAt = idleAfterBytes(turn);
  touchKeepalive(turn);
  enqueueBytes(turn, bytes);
}

/** A stream that has begun never idles; a datagram peer does, each time anew: docs/protocol.md, section 2. */
function idleAfterBytes({ state, now }: Turn): number {
  const { datagrams, idleTimeout } = state.settings;
  return datagrams && state.idleAt !== never ? now + idleTimeout : never;
}

/** How many datagrams may wait, however small they are. */
const mostDatagrams = 256;

/** Stops reading the socket while the handler lags behind, so that the device waits and not our memory. */
export function adjustReading(turn: Turn): void {
  const { state } = turn;
  const wanted = state.phase !== 'open' || (state.reading ? !isFull(state) : isHalfEmpty(state));
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

function isFull({ settings, receivedSize, queue }: ConnectionState): boolean {
  return receivedSize >= settings.receiveBuffer || (settings.datagrams && queue.length >= mostDatagrams);
}

function isHalfEmpty({ settings, receivedSize, queue }: ConnectionState): boolean {
  return (
    receivedSize <= settings.receiveBuffer / 2 && (!settings.datagrams || queue.length <= mostDatagrams / 2)
  );
}
