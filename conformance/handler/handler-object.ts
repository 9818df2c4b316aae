import type {
  ReceivedBytesRequest,
  ReceivedMessagesRequest,
  SocketClosedRequest,
  SocketCreatedRequest,
  TimerTimeoutRequest,
} from '../../proto/index.ts';

/** A handler as an object of this process. What a method throws is the gRPC error that the gateway gets. */
export interface HandlerObject {
  OnSocketCreated(request: SocketCreatedRequest): unknown;
  OnSocketClosed(request: SocketClosedRequest): unknown;
  OnReceivedBytes(request: ReceivedBytesRequest): unknown;
  OnTimerTimeout(request: TimerTimeoutRequest): unknown;
  OnReceivedMessages(request: ReceivedMessagesRequest): unknown;
  /** Called when it is no longer needed. */
  close?(): void;
}
