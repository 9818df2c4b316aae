// Original file: proto/exproto.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { EmptySuccess as _emqx_exproto_v1_EmptySuccess, EmptySuccess__Output as _emqx_exproto_v1_EmptySuccess__Output } from '../../../emqx/exproto/v1/EmptySuccess.ts';
import type { ReceivedBytesRequest as _emqx_exproto_v1_ReceivedBytesRequest, ReceivedBytesRequest__Output as _emqx_exproto_v1_ReceivedBytesRequest__Output } from '../../../emqx/exproto/v1/ReceivedBytesRequest.ts';
import type { ReceivedMessagesRequest as _emqx_exproto_v1_ReceivedMessagesRequest, ReceivedMessagesRequest__Output as _emqx_exproto_v1_ReceivedMessagesRequest__Output } from '../../../emqx/exproto/v1/ReceivedMessagesRequest.ts';
import type { SocketClosedRequest as _emqx_exproto_v1_SocketClosedRequest, SocketClosedRequest__Output as _emqx_exproto_v1_SocketClosedRequest__Output } from '../../../emqx/exproto/v1/SocketClosedRequest.ts';
import type { SocketCreatedRequest as _emqx_exproto_v1_SocketCreatedRequest, SocketCreatedRequest__Output as _emqx_exproto_v1_SocketCreatedRequest__Output } from '../../../emqx/exproto/v1/SocketCreatedRequest.ts';
import type { TimerTimeoutRequest as _emqx_exproto_v1_TimerTimeoutRequest, TimerTimeoutRequest__Output as _emqx_exproto_v1_TimerTimeoutRequest__Output } from '../../../emqx/exproto/v1/TimerTimeoutRequest.ts';

export interface ConnectionHandlerClient extends grpc.Client {
  OnReceivedBytes(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedBytesRequest>;
  OnReceivedBytes(metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedBytesRequest>;
  OnReceivedBytes(options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedBytesRequest>;
  OnReceivedBytes(callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedBytesRequest>;
  onReceivedBytes(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedBytesRequest>;
  onReceivedBytes(metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedBytesRequest>;
  onReceivedBytes(options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedBytesRequest>;
  onReceivedBytes(callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedBytesRequest>;
  
  OnReceivedMessages(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedMessagesRequest>;
  OnReceivedMessages(metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedMessagesRequest>;
  OnReceivedMessages(options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedMessagesRequest>;
  OnReceivedMessages(callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedMessagesRequest>;
  onReceivedMessages(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedMessagesRequest>;
  onReceivedMessages(metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedMessagesRequest>;
  onReceivedMessages(options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedMessagesRequest>;
  onReceivedMessages(callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_ReceivedMessagesRequest>;
  
  OnSocketClosed(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketClosedRequest>;
  OnSocketClosed(metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketClosedRequest>;
  OnSocketClosed(options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketClosedRequest>;
  OnSocketClosed(callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketClosedRequest>;
  onSocketClosed(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketClosedRequest>;
  onSocketClosed(metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketClosedRequest>;
  onSocketClosed(options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketClosedRequest>;
  onSocketClosed(callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketClosedRequest>;
  
  OnSocketCreated(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketCreatedRequest>;
  OnSocketCreated(metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketCreatedRequest>;
  OnSocketCreated(options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketCreatedRequest>;
  OnSocketCreated(callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketCreatedRequest>;
  onSocketCreated(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketCreatedRequest>;
  onSocketCreated(metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketCreatedRequest>;
  onSocketCreated(options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketCreatedRequest>;
  onSocketCreated(callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_SocketCreatedRequest>;
  
  OnTimerTimeout(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_TimerTimeoutRequest>;
  OnTimerTimeout(metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_TimerTimeoutRequest>;
  OnTimerTimeout(options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_TimerTimeoutRequest>;
  OnTimerTimeout(callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_TimerTimeoutRequest>;
  onTimerTimeout(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_TimerTimeoutRequest>;
  onTimerTimeout(metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_TimerTimeoutRequest>;
  onTimerTimeout(options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_TimerTimeoutRequest>;
  onTimerTimeout(callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientWritableStream<_emqx_exproto_v1_TimerTimeoutRequest>;
  
}

export interface ConnectionHandlerHandlers extends grpc.UntypedServiceImplementation {
  OnReceivedBytes: grpc.handleClientStreamingCall<_emqx_exproto_v1_ReceivedBytesRequest__Output, _emqx_exproto_v1_EmptySuccess>;
  
  OnReceivedMessages: grpc.handleClientStreamingCall<_emqx_exproto_v1_ReceivedMessagesRequest__Output, _emqx_exproto_v1_EmptySuccess>;
  
  OnSocketClosed: grpc.handleClientStreamingCall<_emqx_exproto_v1_SocketClosedRequest__Output, _emqx_exproto_v1_EmptySuccess>;
  
  OnSocketCreated: grpc.handleClientStreamingCall<_emqx_exproto_v1_SocketCreatedRequest__Output, _emqx_exproto_v1_EmptySuccess>;
  
  OnTimerTimeout: grpc.handleClientStreamingCall<_emqx_exproto_v1_TimerTimeoutRequest__Output, _emqx_exproto_v1_EmptySuccess>;
  
}

export interface ConnectionHandlerDefinition extends grpc.ServiceDefinition {
  OnReceivedBytes: MethodDefinition<_emqx_exproto_v1_ReceivedBytesRequest, _emqx_exproto_v1_EmptySuccess, _emqx_exproto_v1_ReceivedBytesRequest__Output, _emqx_exproto_v1_EmptySuccess__Output>
  OnReceivedMessages: MethodDefinition<_emqx_exproto_v1_ReceivedMessagesRequest, _emqx_exproto_v1_EmptySuccess, _emqx_exproto_v1_ReceivedMessagesRequest__Output, _emqx_exproto_v1_EmptySuccess__Output>
  OnSocketClosed: MethodDefinition<_emqx_exproto_v1_SocketClosedRequest, _emqx_exproto_v1_EmptySuccess, _emqx_exproto_v1_SocketClosedRequest__Output, _emqx_exproto_v1_EmptySuccess__Output>
  OnSocketCreated: MethodDefinition<_emqx_exproto_v1_SocketCreatedRequest, _emqx_exproto_v1_EmptySuccess, _emqx_exproto_v1_SocketCreatedRequest__Output, _emqx_exproto_v1_EmptySuccess__Output>
  OnTimerTimeout: MethodDefinition<_emqx_exproto_v1_TimerTimeoutRequest, _emqx_exproto_v1_EmptySuccess, _emqx_exproto_v1_TimerTimeoutRequest__Output, _emqx_exproto_v1_EmptySuccess__Output>
}
