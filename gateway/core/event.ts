import type { BrokerMessage } from '../broker/broker.ts';
import type { Call, CallRequest } from './call.ts';
import type { CallbackFailure, CallbackMethod } from './reason.ts';

/** Everything that can happen to a connection. */
export type ConnectionEvent =
  /** The device sent bytes. */
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  /** The device will send no more: its FIN was read. */
  | { readonly type: 'peerEnded' }
  /** The socket is gone without our doing: a reset, or an error. */
  | { readonly type: 'socketLost' }
  /** The socket that we ended has sent everything and is closed. */
  | { readonly type: 'socketClosed' }
  /** Bytes of an earlier `write` have left this process. */
  | { readonly type: 'flushed'; readonly size: number }
  | { readonly type: 'callbackAnswered' }
  | { readonly type: 'callbackFailed'; readonly failure: CallbackFailure }
  /** A stream to the user's service that had taken events of the connection broke, or was ended there. */
  | {
      readonly type: 'streamLost';
      readonly method: CallbackMethod;
      readonly failure: CallbackFailure;
    }
  /** The user's service calls the adapter. */
  | { readonly type: 'call'; readonly call: Call; readonly request: CallRequest }
  /** The authenticator has decided. */
  | { readonly type: 'verified'; readonly call: Call; readonly granted: boolean }
  /** The broker has a message for a subscription. */
  | { readonly type: 'delivered'; readonly message: BrokerMessage }
  /** Another connection has authenticated with this one's clientid. */
  | { readonly type: 'takenOver' }
  /** The gateway stops. */
  | { readonly type: 'shutdown' }
  /** The gateway has stopped, and could wait no longer. */
  | { readonly type: 'abandoned' }
  /** A limit of throughput stops the reading of the socket, or lets it go on. */
  | { readonly type: 'throttled'; readonly active: boolean }
  /** Time has passed; `wakeAt` says when this is due. */
  | { readonly type: 'tick' };
