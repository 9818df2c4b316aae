// Original file: proto/exproto.proto

import type { ClientInfo as _emqx_exproto_v1_ClientInfo, ClientInfo__Output as _emqx_exproto_v1_ClientInfo__Output } from '../../../emqx/exproto/v1/ClientInfo.ts';

export interface AuthenticateRequest {
  'conn'?: (string);
  'clientinfo'?: (_emqx_exproto_v1_ClientInfo | null);
  'password'?: (string);
}

export interface AuthenticateRequest__Output {
  'conn': (string);
  'clientinfo': (_emqx_exproto_v1_ClientInfo__Output | null);
  'password': (string);
}
