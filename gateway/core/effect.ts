import type { QualityOfService } from '../broker/broker.ts';
import type { Call, CallAnswer } from './call.ts';
import type { Callback } from './callback.ts';
import type { Client } from './client.ts';

/** Everything that a connection can ask of the world. Performed in order. */
export type ConnectionEffect =
  | { readonly type: 'write'; readonly bytes: Uint8Array }
  /** Send what was written, then close. `socketClosed` answers. */
  | { readonly type: 'endSocket' }
  /** Close now. `socketClosed` answers. */
  | { readonly type: 'destroySocket' }
  | { readonly type: 'pauseReading' }
  | { readonly type: 'resumeReading' }
  /** `callbackAnswered` or `callbackFailed` answers. */
  | { readonly type: 'invoke'; readonly callback: Callback }
  /**
   * No more events go onto the connection's streams, and the service is to say that it has read them.
   * `callbackAnswered` answers, after a `streamLost` for each stream that did not end well.
   */
  | { readonly type: 'finishStreams' }
  /** The outcome of the callback in flight, or of `finishStreams`, is no longer wanted. */
  | { readonly type: 'abandonCallback' }
  | { readonly type: 'reply'; readonly call: Call; readonly answer: CallAnswer }
  /** `verified` answers. */
  | { readonly type: 'verify'; readonly call: Call; readonly client: Client; readonly password: string }
  /** The connection is this client now; an older one with the clientid is taken over. */
  | { readonly type: 'register'; readonly clientid: string }
  | {
      readonly type: 'publish';
      readonly call: Call;
      readonly from: string;
      readonly topic: string;
      readonly qos: QualityOfService;
      readonly payload: Uint8Array;
    }
  | {
      readonly type: 'subscribe';
      readonly call: Call;
      readonly filter: string;
      readonly qos: QualityOfService;
    }
  | { readonly type: 'unsubscribe'; readonly call: Call; readonly filter: string }
  /** No more deliveries: all subscriptions end. */
  | { readonly type: 'leaveBroker' }
  /** The clientid is free again, unless another connection has taken it over. */
  | { readonly type: 'unregister'; readonly clientid: string }
  /** Messages were dropped because the handler lags behind. */
  | { readonly type: 'messagesDropped'; readonly count: number }
  | { readonly type: 'messageRefused'; readonly size: number }
  /** Nothing more will happen: `conn` can be forgotten. */
  | { readonly type: 'ended' };
