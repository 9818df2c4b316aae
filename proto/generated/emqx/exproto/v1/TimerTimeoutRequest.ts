// Original file: proto/exproto.proto

import type { TimerType as _emqx_exproto_v1_TimerType, TimerType__Output as _emqx_exproto_v1_TimerType__Output } from '../../../emqx/exproto/v1/TimerType.ts';

export interface TimerTimeoutRequest {
  'conn'?: (string);
  'type'?: (_emqx_exproto_v1_TimerType);
}

export interface TimerTimeoutRequest__Output {
  'conn': (string);
  'type': (_emqx_exproto_v1_TimerType__Output);
}
