// Original file: proto/exproto.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { EmptySuccess as _emqx_exproto_v1_EmptySuccess, EmptySuccess__Output as _emqx_exproto_v1_EmptySuccess__Output } from '../../../emqx/exproto/v1/EmptySuccess.ts';
import type { ReceivedBytesRequest as _emqx_exproto_v1_ReceivedBytesRequest, ReceivedBytesRequest__Output as _emqx_exproto_v1_ReceivedBytesRequest__Output } from '../../../emqx/exproto/v1/ReceivedBytesRequest.ts';
import type { ReceivedMessagesRequest as _emqx_exproto_v1_ReceivedMessagesRequest, ReceivedMessagesRequest__Output as _emqx_exproto_v1_ReceivedMessagesRequest__Output } from '../../../emqx/exproto/v1/ReceivedMessagesRequest.ts';
import type { SocketClosedRequest as _emqx_exproto_v1_SocketClosedRequest, SocketClosedRequest__Output as _emqx_exproto_v1_SocketClosedRequest__Output } from '../../../emqx/exproto/v1/SocketClosedRequest.ts';
import type { SocketCreatedRequest as _emqx_exproto_v1_SocketCreatedRequest, SocketCreatedRequest__Output as _emqx_exproto_v1_SocketCreatedRequest__Output } from '../../../emqx/exproto/v1/SocketCreatedRequest.ts';
import type { TimerTimeoutRequest as _emqx_exproto_v1_TimerTimeoutRequest, TimerTimeoutRequest__Output as _emqx_exproto_v1_TimerTimeoutRequest__Output } from '../../../emqx/exproto/v1/TimerTimeoutRequest.ts';

export interface ConnectionUnaryHandlerClient extends grpc.Client {
  OnReceivedBytes(argument: _emqx_exproto_v1_ReceivedBytesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnReceivedBytes(argument: _emqx_exproto_v1_ReceivedBytesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnReceivedBytes(argument: _emqx_exproto_v1_ReceivedBytesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnReceivedBytes(argument: _emqx_exproto_v1_ReceivedBytesRequest, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onReceivedBytes(argument: _emqx_exproto_v1_ReceivedBytesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onReceivedBytes(argument: _emqx_exproto_v1_ReceivedBytesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onReceivedBytes(argument: _emqx_exproto_v1_ReceivedBytesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onReceivedBytes(argument: _emqx_exproto_v1_ReceivedBytesRequest, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  
  OnReceivedMessages(argument: _emqx_exproto_v1_ReceivedMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnReceivedMessages(argument: _emqx_exproto_v1_ReceivedMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnReceivedMessages(argument: _emqx_exproto_v1_ReceivedMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnReceivedMessages(argument: _emqx_exproto_v1_ReceivedMessagesRequest, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onReceivedMessages(argument: _emqx_exproto_v1_ReceivedMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onReceivedMessages(argument: _emqx_exproto_v1_ReceivedMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onReceivedMessages(argument: _emqx_exproto_v1_ReceivedMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onReceivedMessages(argument: _emqx_exproto_v1_ReceivedMessagesRequest, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  
  OnSocketClosed(argument: _emqx_exproto_v1_SocketClosedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnSocketClosed(argument: _emqx_exproto_v1_SocketClosedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnSocketClosed(argument: _emqx_exproto_v1_SocketClosedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnSocketClosed(argument: _emqx_exproto_v1_SocketClosedRequest, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onSocketClosed(argument: _emqx_exproto_v1_SocketClosedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onSocketClosed(argument: _emqx_exproto_v1_SocketClosedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onSocketClosed(argument: _emqx_exproto_v1_SocketClosedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onSocketClosed(argument: _emqx_exproto_v1_SocketClosedRequest, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  
  OnSocketCreated(argument: _emqx_exproto_v1_SocketCreatedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnSocketCreated(argument: _emqx_exproto_v1_SocketCreatedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnSocketCreated(argument: _emqx_exproto_v1_SocketCreatedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnSocketCreated(argument: _emqx_exproto_v1_SocketCreatedRequest, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onSocketCreated(argument: _emqx_exproto_v1_SocketCreatedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onSocketCreated(argument: _emqx_exproto_v1_SocketCreatedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onSocketCreated(argument: _emqx_exproto_v1_SocketCreatedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onSocketCreated(argument: _emqx_exproto_v1_SocketCreatedRequest, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  
  OnTimerTimeout(argument: _emqx_exproto_v1_TimerTimeoutRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnTimerTimeout(argument: _emqx_exproto_v1_TimerTimeoutRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnTimerTimeout(argument: _emqx_exproto_v1_TimerTimeoutRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  OnTimerTimeout(argument: _emqx_exproto_v1_TimerTimeoutRequest, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onTimerTimeout(argument: _emqx_exproto_v1_TimerTimeoutRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onTimerTimeout(argument: _emqx_exproto_v1_TimerTimeoutRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onTimerTimeout(argument: _emqx_exproto_v1_TimerTimeoutRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  onTimerTimeout(argument: _emqx_exproto_v1_TimerTimeoutRequest, callback: grpc.requestCallback<_emqx_exproto_v1_EmptySuccess__Output>): grpc.ClientUnaryCall;
  
}

export interface ConnectionUnaryHandlerHandlers extends grpc.UntypedServiceImplementation {
  OnReceivedBytes: grpc.handleUnaryCall<_emqx_exproto_v1_ReceivedBytesRequest__Output, _emqx_exproto_v1_EmptySuccess>;
  
  OnReceivedMessages: grpc.handleUnaryCall<_emqx_exproto_v1_ReceivedMessagesRequest__Output, _emqx_exproto_v1_EmptySuccess>;
  
  OnSocketClosed: grpc.handleUnaryCall<_emqx_exproto_v1_SocketClosedRequest__Output, _emqx_exproto_v1_EmptySuccess>;
  
  OnSocketCreated: grpc.handleUnaryCall<_emqx_exproto_v1_SocketCreatedRequest__Output, _emqx_exproto_v1_EmptySuccess>;
  
  OnTimerTimeout: grpc.handleUnaryCall<_emqx_exproto_v1_TimerTimeoutRequest__Output, _emqx_exproto_v1_EmptySuccess>;
  
}

export interface ConnectionUnaryHandlerDefinition extends grpc.ServiceDefinition {
  OnReceivedBytes: MethodDefinition<_emqx_exproto_v1_ReceivedBytesRequest, _emqx_exproto_v1_EmptySuccess, _emqx_exproto_v1_ReceivedBytesRequest__Output, _emqx_exproto_v1_EmptySuccess__Output>
  OnReceivedMessages: MethodDefinition<_emqx_exproto_v1_ReceivedMessagesRequest, _emqx_exproto_v1_EmptySuccess, _emqx_exproto_v1_ReceivedMessagesRequest__Output, _emqx_exproto_v1_EmptySuccess__Output>
  OnSocketClosed: MethodDefinition<_emqx_exproto_v1_SocketClosedRequest, _emqx_exproto_v1_EmptySuccess, _emqx_exproto_v1_SocketClosedRequest__Output, _emqx_exproto_v1_EmptySuccess__Output>
  OnSocketCreated: MethodDefinition<_emqx_exproto_v1_SocketCreatedRequest, _emqx_exproto_v1_EmptySuccess, _emqx_exproto_v1_SocketCreatedRequest__Output, _emqx_exproto_v1_EmptySuccess__Output>
  OnTimerTimeout: MethodDefinition<_emqx_exproto_v1_TimerTimeoutRequest, _emqx_exproto_v1_EmptySuccess, _emqx_exproto_v1_TimerTimeoutRequest__Output, _emqx_exproto_v1_EmptySuccess__Output>
}
