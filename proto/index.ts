import { createRequire } from 'node:module';
import { loadSync, type PackageDefinition } from '@grpc/proto-loader';

export type { AuthenticateRequest__Output as AuthenticateRequest } from './generated/emqx/exproto/v1/AuthenticateRequest.ts';
export type { ClientInfo__Output as ClientInfo } from './generated/emqx/exproto/v1/ClientInfo.ts';
export type { CloseSocketRequest__Output as CloseSocketRequest } from './generated/emqx/exproto/v1/CloseSocketRequest.ts';
export type { CodeResponse__Output as CodeResponse } from './generated/emqx/exproto/v1/CodeResponse.ts';
export type { ConnInfo__Output as ConnInfo } from './generated/emqx/exproto/v1/ConnInfo.ts';
export type { Message__Output as Message } from './generated/emqx/exproto/v1/Message.ts';
export type { PublishRequest__Output as PublishRequest } from './generated/emqx/exproto/v1/PublishRequest.ts';
export type { RawPublishRequest__Output as RawPublishRequest } from './generated/emqx/exproto/v1/RawPublishRequest.ts';
export type { ReceivedBytesRequest__Output as ReceivedBytesRequest } from './generated/emqx/exproto/v1/ReceivedBytesRequest.ts';
export type { ReceivedMessagesRequest__Output as ReceivedMessagesRequest } from './generated/emqx/exproto/v1/ReceivedMessagesRequest.ts';
export type { ResultCode__Output as ResultCode } from './generated/emqx/exproto/v1/ResultCode.ts';
export type { SendBytesRequest__Output as SendBytesRequest } from './generated/emqx/exproto/v1/SendBytesRequest.ts';
export type { SocketClosedRequest__Output as SocketClosedRequest } from './generated/emqx/exproto/v1/SocketClosedRequest.ts';
export type { SocketCreatedRequest__Output as SocketCreatedRequest } from './generated/emqx/exproto/v1/SocketCreatedRequest.ts';
export type { SocketType__Output as SocketType } from './generated/emqx/exproto/v1/SocketType.ts';
export type { SubscribeRequest__Output as SubscribeRequest } from './generated/emqx/exproto/v1/SubscribeRequest.ts';
export type { TimerRequest__Output as TimerRequest } from './generated/emqx/exproto/v1/TimerRequest.ts';
export type { TimerTimeoutRequest__Output as TimerTimeoutRequest } from './generated/emqx/exproto/v1/TimerTimeoutRequest.ts';
export type { UnsubscribeRequest__Output as UnsubscribeRequest } from './generated/emqx/exproto/v1/UnsubscribeRequest.ts';

/** Where `exproto.proto` lies, for tools that want the file itself. */
export const protoPath = createRequire(import.meta.url).resolve('#exproto.proto');

/** The full names of the three services. */
export const serviceNames = {
  adapter: 'emqx.exproto.v1.ConnectionAdapter',
  handler: 'emqx.exproto.v1.ConnectionHandler',
  unaryHandler: 'emqx.exproto.v1.ConnectionUnaryHandler',
} as const;

/**
 * The services and messages, read from `exproto.proto`. Field names are those of
 * the file, enums are their names, 64-bit numbers are numbers, and a value
 * outside an enum stays the number that came.
 */
export function loadDefinition(): PackageDefinition {
  return loadSync(protoPath, { keepCase: true, longs: Number, enums: String, defaults: true });
}
