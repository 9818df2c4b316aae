// Original file: proto/exproto.proto

import type { ConnInfo as _emqx_exproto_v1_ConnInfo, ConnInfo__Output as _emqx_exproto_v1_ConnInfo__Output } from '../../../emqx/exproto/v1/ConnInfo.ts';

export interface SocketCreatedRequest {
  'conn'?: (string);
  'conninfo'?: (_emqx_exproto_v1_ConnInfo | null);
}

export interface SocketCreatedRequest__Output {
  'conn': (string);
  'conninfo': (_emqx_exproto_v1_ConnInfo__Output | null);
}
