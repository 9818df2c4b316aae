// Original file: proto/exproto.proto

import type { Message as _emqx_exproto_v1_Message, Message__Output as _emqx_exproto_v1_Message__Output } from '../../../emqx/exproto/v1/Message.ts';

export interface ReceivedMessagesRequest {
  'conn'?: (string);
  'messages'?: (_emqx_exproto_v1_Message)[];
}

export interface ReceivedMessagesRequest__Output {
  'conn': (string);
  'messages': (_emqx_exproto_v1_Message__Output)[];
}
