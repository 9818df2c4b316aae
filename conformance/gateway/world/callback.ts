import type {
  Message,
  ReceivedBytesRequest,
  ReceivedMessagesRequest,
  SocketClosedRequest,
  SocketCreatedRequest,
  TimerTimeoutRequest,
} from '../../../proto/index.ts';

/** A callback as the gateway sent it. */
export type Callback = Event & {
  /** Which stream it came on; undefined where it is a call. */
  readonly stream?: number;
};

type Event =
  | { readonly method: 'OnSocketCreated'; readonly request: SocketCreatedRequest }
  | { readonly method: 'OnSocketClosed'; readonly request: SocketClosedRequest }
  | { readonly method: 'OnReceivedBytes'; readonly request: ReceivedBytesRequest }
  | { readonly method: 'OnTimerTimeout'; readonly request: TimerTimeoutRequest }
  | { readonly method: 'OnReceivedMessages'; readonly request: ReceivedMessagesRequest };

export type CallbackMethod = Callback['method'];

export const callbackMethods: readonly CallbackMethod[] = [
  'OnSocketCreated',
  'OnSocketClosed',
  'OnReceivedBytes',
  'OnTimerTimeout',
  'OnReceivedMessages',
];

/** How the suite's handler answers a callback. */
export type CallbackAnswer = { readonly status: 'OK' } | { readonly status: FailureStatus };

/** gRPC statuses that a scenario's callbacks fail with. */
export type FailureStatus = 'INTERNAL' | 'FAILED_PRECONDITION' | 'UNAVAILABLE' | 'UNKNOWN';

export const answered: CallbackAnswer = { status: 'OK' };

export type { Message };
