import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Address as _emqx_exproto_v1_Address, Address__Output as _emqx_exproto_v1_Address__Output } from './emqx/exproto/v1/Address.ts';
import type { AuthenticateRequest as _emqx_exproto_v1_AuthenticateRequest, AuthenticateRequest__Output as _emqx_exproto_v1_AuthenticateRequest__Output } from './emqx/exproto/v1/AuthenticateRequest.ts';
import type { CertificateInfo as _emqx_exproto_v1_CertificateInfo, CertificateInfo__Output as _emqx_exproto_v1_CertificateInfo__Output } from './emqx/exproto/v1/CertificateInfo.ts';
import type { ClientInfo as _emqx_exproto_v1_ClientInfo, ClientInfo__Output as _emqx_exproto_v1_ClientInfo__Output } from './emqx/exproto/v1/ClientInfo.ts';
import type { CloseSocketRequest as _emqx_exproto_v1_CloseSocketRequest, CloseSocketRequest__Output as _emqx_exproto_v1_CloseSocketRequest__Output } from './emqx/exproto/v1/CloseSocketRequest.ts';
import type { CodeResponse as _emqx_exproto_v1_CodeResponse, CodeResponse__Output as _emqx_exproto_v1_CodeResponse__Output } from './emqx/exproto/v1/CodeResponse.ts';
import type { ConnInfo as _emqx_exproto_v1_ConnInfo, ConnInfo__Output as _emqx_exproto_v1_ConnInfo__Output } from './emqx/exproto/v1/ConnInfo.ts';
import type { ConnectionAdapterClient as _emqx_exproto_v1_ConnectionAdapterClient, ConnectionAdapterDefinition as _emqx_exproto_v1_ConnectionAdapterDefinition } from './emqx/exproto/v1/ConnectionAdapter.ts';
import type { ConnectionHandlerClient as _emqx_exproto_v1_ConnectionHandlerClient, ConnectionHandlerDefinition as _emqx_exproto_v1_ConnectionHandlerDefinition } from './emqx/exproto/v1/ConnectionHandler.ts';
import type { ConnectionUnaryHandlerClient as _emqx_exproto_v1_ConnectionUnaryHandlerClient, ConnectionUnaryHandlerDefinition as _emqx_exproto_v1_ConnectionUnaryHandlerDefinition } from './emqx/exproto/v1/ConnectionUnaryHandler.ts';
import type { EmptySuccess as _emqx_exproto_v1_EmptySuccess, EmptySuccess__Output as _emqx_exproto_v1_EmptySuccess__Output } from './emqx/exproto/v1/EmptySuccess.ts';
import type { Message as _emqx_exproto_v1_Message, Message__Output as _emqx_exproto_v1_Message__Output } from './emqx/exproto/v1/Message.ts';
import type { PublishRequest as _emqx_exproto_v1_PublishRequest, PublishRequest__Output as _emqx_exproto_v1_PublishRequest__Output } from './emqx/exproto/v1/PublishRequest.ts';
import type { RawPublishRequest as _emqx_exproto_v1_RawPublishRequest, RawPublishRequest__Output as _emqx_exproto_v1_RawPublishRequest__Output } from './emqx/exproto/v1/RawPublishRequest.ts';
import type { ReceivedBytesRequest as _emqx_exproto_v1_ReceivedBytesRequest, ReceivedBytesRequest__Output as _emqx_exproto_v1_ReceivedBytesRequest__Output } from './emqx/exproto/v1/ReceivedBytesRequest.ts';
import type { ReceivedMessagesRequest as _emqx_exproto_v1_ReceivedMessagesRequest, ReceivedMessagesRequest__Output as _emqx_exproto_v1_ReceivedMessagesRequest__Output } from './emqx/exproto/v1/ReceivedMessagesRequest.ts';
import type { SendBytesRequest as _emqx_exproto_v1_SendBytesRequest, SendBytesRequest__Output as _emqx_exproto_v1_SendBytesRequest__Output } from './emqx/exproto/v1/SendBytesRequest.ts';
import type { SocketClosedRequest as _emqx_exproto_v1_SocketClosedRequest, SocketClosedRequest__Output as _emqx_exproto_v1_SocketClosedRequest__Output } from './emqx/exproto/v1/SocketClosedRequest.ts';
import type { SocketCreatedRequest as _emqx_exproto_v1_SocketCreatedRequest, SocketCreatedRequest__Output as _emqx_exproto_v1_SocketCreatedRequest__Output } from './emqx/exproto/v1/SocketCreatedRequest.ts';
import type { SubscribeRequest as _emqx_exproto_v1_SubscribeRequest, SubscribeRequest__Output as _emqx_exproto_v1_SubscribeRequest__Output } from './emqx/exproto/v1/SubscribeRequest.ts';
import type { TimerRequest as _emqx_exproto_v1_TimerRequest, TimerRequest__Output as _emqx_exproto_v1_TimerRequest__Output } from './emqx/exproto/v1/TimerRequest.ts';
import type { TimerTimeoutRequest as _emqx_exproto_v1_TimerTimeoutRequest, TimerTimeoutRequest__Output as _emqx_exproto_v1_TimerTimeoutRequest__Output } from './emqx/exproto/v1/TimerTimeoutRequest.ts';
import type { UnsubscribeRequest as _emqx_exproto_v1_UnsubscribeRequest, UnsubscribeRequest__Output as _emqx_exproto_v1_UnsubscribeRequest__Output } from './emqx/exproto/v1/UnsubscribeRequest.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  emqx: {
    exproto: {
      v1: {
        Address: MessageTypeDefinition<_emqx_exproto_v1_Address, _emqx_exproto_v1_Address__Output>
        AuthenticateRequest: MessageTypeDefinition<_emqx_exproto_v1_AuthenticateRequest, _emqx_exproto_v1_AuthenticateRequest__Output>
        CertificateInfo: MessageTypeDefinition<_emqx_exproto_v1_CertificateInfo, _emqx_exproto_v1_CertificateInfo__Output>
        ClientInfo: MessageTypeDefinition<_emqx_exproto_v1_ClientInfo, _emqx_exproto_v1_ClientInfo__Output>
        CloseSocketRequest: MessageTypeDefinition<_emqx_exproto_v1_CloseSocketRequest, _emqx_exproto_v1_CloseSocketRequest__Output>
        CodeResponse: MessageTypeDefinition<_emqx_exproto_v1_CodeResponse, _emqx_exproto_v1_CodeResponse__Output>
        ConnInfo: MessageTypeDefinition<_emqx_exproto_v1_ConnInfo, _emqx_exproto_v1_ConnInfo__Output>
        ConnectionAdapter: SubtypeConstructor<typeof grpc.Client, _emqx_exproto_v1_ConnectionAdapterClient> & { service: _emqx_exproto_v1_ConnectionAdapterDefinition }
        ConnectionHandler: SubtypeConstructor<typeof grpc.Client, _emqx_exproto_v1_ConnectionHandlerClient> & { service: _emqx_exproto_v1_ConnectionHandlerDefinition }
        ConnectionUnaryHandler: SubtypeConstructor<typeof grpc.Client, _emqx_exproto_v1_ConnectionUnaryHandlerClient> & { service: _emqx_exproto_v1_ConnectionUnaryHandlerDefinition }
        EmptySuccess: MessageTypeDefinition<_emqx_exproto_v1_EmptySuccess, _emqx_exproto_v1_EmptySuccess__Output>
        Message: MessageTypeDefinition<_emqx_exproto_v1_Message, _emqx_exproto_v1_Message__Output>
        PublishRequest: MessageTypeDefinition<_emqx_exproto_v1_PublishRequest, _emqx_exproto_v1_PublishRequest__Output>
        RawPublishRequest: MessageTypeDefinition<_emqx_exproto_v1_RawPublishRequest, _emqx_exproto_v1_RawPublishRequest__Output>
        ReceivedBytesRequest: MessageTypeDefinition<_emqx_exproto_v1_ReceivedBytesRequest, _emqx_exproto_v1_ReceivedBytesRequest__Output>
        ReceivedMessagesRequest: MessageTypeDefinition<_emqx_exproto_v1_ReceivedMessagesRequest, _emqx_exproto_v1_ReceivedMessagesRequest__Output>
        ResultCode: EnumTypeDefinition
        SendBytesRequest: MessageTypeDefinition<_emqx_exproto_v1_SendBytesRequest, _emqx_exproto_v1_SendBytesRequest__Output>
        SocketClosedRequest: MessageTypeDefinition<_emqx_exproto_v1_SocketClosedRequest, _emqx_exproto_v1_SocketClosedRequest__Output>
        SocketCreatedRequest: MessageTypeDefinition<_emqx_exproto_v1_SocketCreatedRequest, _emqx_exproto_v1_SocketCreatedRequest__Output>
        SocketType: EnumTypeDefinition
        SubscribeRequest: MessageTypeDefinition<_emqx_exproto_v1_SubscribeRequest, _emqx_exproto_v1_SubscribeRequest__Output>
        TimerRequest: MessageTypeDefinition<_emqx_exproto_v1_TimerRequest, _emqx_exproto_v1_TimerRequest__Output>
        TimerTimeoutRequest: MessageTypeDefinition<_emqx_exproto_v1_TimerTimeoutRequest, _emqx_exproto_v1_TimerTimeoutRequest__Output>
        TimerType: EnumTypeDefinition
        UnsubscribeRequest: MessageTypeDefinition<_emqx_exproto_v1_UnsubscribeRequest, _emqx_exproto_v1_UnsubscribeRequest__Output>
      }
    }
  }
}

