// Original file: proto/exproto.proto

import type { ResultCode as _emqx_exproto_v1_ResultCode, ResultCode__Output as _emqx_exproto_v1_ResultCode__Output } from '../../../emqx/exproto/v1/ResultCode.ts';

export interface CodeResponse {
  'code'?: (_emqx_exproto_v1_ResultCode);
  'message'?: (string);
}

export interface CodeResponse__Output {
  'code': (_emqx_exproto_v1_ResultCode__Output);
  'message': (string);
}
