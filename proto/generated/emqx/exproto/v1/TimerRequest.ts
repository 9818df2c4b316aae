// Original file: proto/exproto.proto

import type { TimerType as _emqx_exproto_v1_TimerType, TimerType__Output as _emqx_exproto_v1_TimerType__Output } from '../../../emqx/exproto/v1/TimerType.ts';

export interface TimerRequest {
  'conn'?: (string);
  'type'?: (_emqx_exproto_v1_TimerType);
  'interval'?: (number);
}

export interface TimerRequest__Output {
  'conn': (string);
  'type': (_emqx_exproto_v1_TimerType__Output);
  'interval': (number);
}
