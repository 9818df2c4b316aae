import type { Call } from './call.ts';
import type { Callback, ConnectionInfo } from './callback.ts';
import type { Client } from './client.ts';
import type { ConnectionEffect } from './effect.ts';
import type { CallbackMethod, CloseReason } from './reason.ts';
import type { ConnectionSettings } from './settings.ts';

/**
 * open: everything works.
 * draining: the end is decided; what waits for the handler still goes out, and the adapter still serves.
 * closing: dead to the adapter; the socket closes.
 * announcing: `OnSocketClosed` is on its way.
 * ended: nothing more happens.
 */
export type Phase = 'open' | 'draining' | 'closing' | 'announcing' | 'ended';

export interface WaitingSend {
  readonly call: Call;
  readonly bytes: Uint8Array;
  /** When it fails. */
  readonly deadline: number;
}

/** A connection, whole. Times are those of the clock that the events carry, in milliseconds. */
export interface ConnectionState {
  readonly settings: ConnectionSettings;
  readonly phase: Phase;
  readonly socket: 'open' | 'ending' | 'closed';
  /** When a socket that does not finish its end is destroyed. */
  readonly endBy: number;
  readonly reason: CloseReason | undefined;
  /** The reason when it is the device that ends the connection. */
  readonly peerReason: CloseReason;

  readonly queue: readonly Callback[];
  readonly inFlight:
    | { readonly method: CallbackMethod; readonly size: number; readonly deadline: number }
    | undefined;
  /** False until the user's service may know of the connection. */
  readonly announced: boolean;
  /** Until when an `OnSocketClosed` that does not get through is tried again, and when next. */
  readonly announceBy: number;
  readonly retryAt: number;

  readonly reading: boolean;
  /** Whether a limit keeps the socket from being read, whatever `reading` says. */
  readonly throttled: boolean;
  /** Bytes from the device in the queue and in flight. */
  readonly receivedSize: number;
  readonly messageCount: number;
  readonly messageSize: number;

  /** Bytes written to the socket that have not left this process. */
  readonly unsent: number;
  readonly waitingSends: readonly WaitingSend[];

  readonly client: Client | undefined;
  readonly authenticating: { readonly call: Call; readonly client: Client } | undefined;

  /** When the connection is closed for want of a first byte. */
  readonly idleAt: number;
  /** `since`: the last sign of life, or the start of the timer. */
  readonly keepalive: { readonly interval: number; readonly since: number } | undefined;
}

/** A state that is being worked on inside one step, and what came of it so far. */
export interface Turn {
  readonly now: number;
  readonly state: { -readonly [Key in keyof ConnectionState]: ConnectionState[Key] };
  readonly effects: ConnectionEffect[];
}

/** A time that never comes. */
export const never = Number.POSITIVE_INFINITY;

/** A connection that was just accepted, with `OnSocketCreated` waiting. */
export function openConnection(
  settings: ConnectionSettings,
  info: ConnectionInfo,
  now: number,
): ConnectionState {
  return {
    settings,
    phase: 'open',
    socket: 'open',
    endBy: never,
    reason: undefined,
    peerReason: {
      kind: info.socketType === 'SSL' || info.socketType === 'DTLS' ? 'ssl_closed' : 'tcp_closed',
    },
    queue: [{ method: 'OnSocketCreated', info }],
    inFlight: undefined,
    announced: false,
    announceBy: never,
    retryAt: never,
    reading: true,
    throttled: false,
    receivedSize: 0,
    messageCount: 0,
    messageSize: 0,
    unsent: 0,
    waitingSends: [],
    client: undefined,
    authenticating: undefined,
    idleAt: settings.idleTimeout > 0 ? now + settings.idleTimeout : never,
    keepalive: undefined,
  };
}
