// Original file: proto/exproto.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AuthenticateRequest as _emqx_exproto_v1_AuthenticateRequest, AuthenticateRequest__Output as _emqx_exproto_v1_AuthenticateRequest__Output } from '../../../emqx/exproto/v1/AuthenticateRequest.ts';
import type { CloseSocketRequest as _emqx_exproto_v1_CloseSocketRequest, CloseSocketRequest__Output as _emqx_exproto_v1_CloseSocketRequest__Output } from '../../../emqx/exproto/v1/CloseSocketRequest.ts';
import type { CodeResponse as _emqx_exproto_v1_CodeResponse, CodeResponse__Output as _emqx_exproto_v1_CodeResponse__Output } from '../../../emqx/exproto/v1/CodeResponse.ts';
import type { PublishRequest as _emqx_exproto_v1_PublishRequest, PublishRequest__Output as _emqx_exproto_v1_PublishRequest__Output } from '../../../emqx/exproto/v1/PublishRequest.ts';
import type { RawPublishRequest as _emqx_exproto_v1_RawPublishRequest, RawPublishRequest__Output as _emqx_exproto_v1_RawPublishRequest__Output } from '../../../emqx/exproto/v1/RawPublishRequest.ts';
import type { SendBytesRequest as _emqx_exproto_v1_SendBytesRequest, SendBytesRequest__Output as _emqx_exproto_v1_SendBytesRequest__Output } from '../../../emqx/exproto/v1/SendBytesRequest.ts';
import type { SubscribeRequest as _emqx_exproto_v1_SubscribeRequest, SubscribeRequest__Output as _emqx_exproto_v1_SubscribeRequest__Output } from '../../../emqx/exproto/v1/SubscribeRequest.ts';
import type { TimerRequest as _emqx_exproto_v1_TimerRequest, TimerRequest__Output as _emqx_exproto_v1_TimerRequest__Output } from '../../../emqx/exproto/v1/TimerRequest.ts';
import type { UnsubscribeRequest as _emqx_exproto_v1_UnsubscribeRequest, UnsubscribeRequest__Output as _emqx_exproto_v1_UnsubscribeRequest__Output } from '../../../emqx/exproto/v1/UnsubscribeRequest.ts';

export interface ConnectionAdapterClient extends grpc.Client {
  Authenticate(argument: _emqx_exproto_v1_AuthenticateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Authenticate(argument: _emqx_exproto_v1_AuthenticateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Authenticate(argument: _emqx_exproto_v1_AuthenticateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Authenticate(argument: _emqx_exproto_v1_AuthenticateRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  authenticate(argument: _emqx_exproto_v1_AuthenticateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  authenticate(argument: _emqx_exproto_v1_AuthenticateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  authenticate(argument: _emqx_exproto_v1_AuthenticateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  authenticate(argument: _emqx_exproto_v1_AuthenticateRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  
  Close(argument: _emqx_exproto_v1_CloseSocketRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Close(argument: _emqx_exproto_v1_CloseSocketRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Close(argument: _emqx_exproto_v1_CloseSocketRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Close(argument: _emqx_exproto_v1_CloseSocketRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  
  Publish(argument: _emqx_exproto_v1_PublishRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Publish(argument: _emqx_exproto_v1_PublishRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Publish(argument: _emqx_exproto_v1_PublishRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Publish(argument: _emqx_exproto_v1_PublishRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  publish(argument: _emqx_exproto_v1_PublishRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  publish(argument: _emqx_exproto_v1_PublishRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  publish(argument: _emqx_exproto_v1_PublishRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  publish(argument: _emqx_exproto_v1_PublishRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  
  RawPublish(argument: _emqx_exproto_v1_RawPublishRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  RawPublish(argument: _emqx_exproto_v1_RawPublishRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  RawPublish(argument: _emqx_exproto_v1_RawPublishRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  RawPublish(argument: _emqx_exproto_v1_RawPublishRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  rawPublish(argument: _emqx_exproto_v1_RawPublishRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  rawPublish(argument: _emqx_exproto_v1_RawPublishRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  rawPublish(argument: _emqx_exproto_v1_RawPublishRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  rawPublish(argument: _emqx_exproto_v1_RawPublishRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  
  Send(argument: _emqx_exproto_v1_SendBytesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Send(argument: _emqx_exproto_v1_SendBytesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Send(argument: _emqx_exproto_v1_SendBytesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Send(argument: _emqx_exproto_v1_SendBytesRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  send(argument: _emqx_exproto_v1_SendBytesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  send(argument: _emqx_exproto_v1_SendBytesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  send(argument: _emqx_exproto_v1_SendBytesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  send(argument: _emqx_exproto_v1_SendBytesRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  
  StartTimer(argument: _emqx_exproto_v1_TimerRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  StartTimer(argument: _emqx_exproto_v1_TimerRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  StartTimer(argument: _emqx_exproto_v1_TimerRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  StartTimer(argument: _emqx_exproto_v1_TimerRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  startTimer(argument: _emqx_exproto_v1_TimerRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  startTimer(argument: _emqx_exproto_v1_TimerRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  startTimer(argument: _emqx_exproto_v1_TimerRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  startTimer(argument: _emqx_exproto_v1_TimerRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  
  Subscribe(argument: _emqx_exproto_v1_SubscribeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Subscribe(argument: _emqx_exproto_v1_SubscribeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Subscribe(argument: _emqx_exproto_v1_SubscribeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Subscribe(argument: _emqx_exproto_v1_SubscribeRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  subscribe(argument: _emqx_exproto_v1_SubscribeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  subscribe(argument: _emqx_exproto_v1_SubscribeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  subscribe(argument: _emqx_exproto_v1_SubscribeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  subscribe(argument: _emqx_exproto_v1_SubscribeRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  
  Unsubscribe(argument: _emqx_exproto_v1_UnsubscribeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Unsubscribe(argument: _emqx_exproto_v1_UnsubscribeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Unsubscribe(argument: _emqx_exproto_v1_UnsubscribeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  Unsubscribe(argument: _emqx_exproto_v1_UnsubscribeRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  unsubscribe(argument: _emqx_exproto_v1_UnsubscribeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  unsubscribe(argument: _emqx_exproto_v1_UnsubscribeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  unsubscribe(argument: _emqx_exproto_v1_UnsubscribeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  unsubscribe(argument: _emqx_exproto_v1_UnsubscribeRequest, callback: grpc.requestCallback<_emqx_exproto_v1_CodeResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface ConnectionAdapterHandlers extends grpc.UntypedServiceImplementation {
  Authenticate: grpc.handleUnaryCall<_emqx_exproto_v1_AuthenticateRequest__Output, _emqx_exproto_v1_CodeResponse>;
  
  Close: grpc.handleUnaryCall<_emqx_exproto_v1_CloseSocketRequest__Output, _emqx_exproto_v1_CodeResponse>;
  
  Publish: grpc.handleUnaryCall<_emqx_exproto_v1_PublishRequest__Output, _emqx_exproto_v1_CodeResponse>;
  
  RawPublish: grpc.handleUnaryCall<_emqx_exproto_v1_RawPublishRequest__Output, _emqx_exproto_v1_CodeResponse>;
  
  Send: grpc.handleUnaryCall<_emqx_exproto_v1_SendBytesRequest__Output, _emqx_exproto_v1_CodeResponse>;
  
  StartTimer: grpc.handleUnaryCall<_emqx_exproto_v1_TimerRequest__Output, _emqx_exproto_v1_CodeResponse>;
  
  Subscribe: grpc.handleUnaryCall<_emqx_exproto_v1_SubscribeRequest__Output, _emqx_exproto_v1_CodeResponse>;
  
  Unsubscribe: grpc.handleUnaryCall<_emqx_exproto_v1_UnsubscribeRequest__Output, _emqx_exproto_v1_CodeResponse>;
  
}

export interface ConnectionAdapterDefinition extends grpc.ServiceDefinition {
  Authenticate: MethodDefinition<_emqx_exproto_v1_AuthenticateRequest, _emqx_exproto_v1_CodeResponse, _emqx_exproto_v1_AuthenticateRequest__Output, _emqx_exproto_v1_CodeResponse__Output>
  Close: MethodDefinition<_emqx_exproto_v1_CloseSocketRequest, _emqx_exproto_v1_CodeResponse, _emqx_exproto_v1_CloseSocketRequest__Output, _emqx_exproto_v1_CodeResponse__Output>
  Publish: MethodDefinition<_emqx_exproto_v1_PublishRequest, _emqx_exproto_v1_CodeResponse, _emqx_exproto_v1_PublishRequest__Output, _emqx_exproto_v1_CodeResponse__Output>
  RawPublish: MethodDefinition<_emqx_exproto_v1_RawPublishRequest, _emqx_exproto_v1_CodeResponse, _emqx_exproto_v1_RawPublishRequest__Output, _emqx_exproto_v1_CodeResponse__Output>
  Send: MethodDefinition<_emqx_exproto_v1_SendBytesRequest, _emqx_exproto_v1_CodeResponse, _emqx_exproto_v1_SendBytesRequest__Output, _emqx_exproto_v1_CodeResponse__Output>
  StartTimer: MethodDefinition<_emqx_exproto_v1_TimerRequest, _emqx_exproto_v1_CodeResponse, _emqx_exproto_v1_TimerRequest__Output, _emqx_exproto_v1_CodeResponse__Output>
  Subscribe: MethodDefinition<_emqx_exproto_v1_SubscribeRequest, _emqx_exproto_v1_CodeResponse, _emqx_exproto_v1_SubscribeRequest__Output, _emqx_exproto_v1_CodeResponse__Output>
  Unsubscribe: MethodDefinition<_emqx_exproto_v1_UnsubscribeRequest, _emqx_exproto_v1_CodeResponse, _emqx_exproto_v1_UnsubscribeRequest__Output, _emqx_exproto_v1_CodeResponse__Output>
}
