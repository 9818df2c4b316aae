// Original file: proto/exproto.proto

export const ResultCode = {
  SUCCESS: 'SUCCESS',
  UNKNOWN: 'UNKNOWN',
  CONN_PROCESS_NOT_ALIVE: 'CONN_PROCESS_NOT_ALIVE',
  REQUIRED_PARAMS_MISSED: 'REQUIRED_PARAMS_MISSED',
  PARAMS_TYPE_ERROR: 'PARAMS_TYPE_ERROR',
  PERMISSION_DENY: 'PERMISSION_DENY',
} as const;

export type ResultCode =
  | 'SUCCESS'
  | 0
  | 'UNKNOWN'
  | 1
  | 'CONN_PROCESS_NOT_ALIVE'
  | 2
  | 'REQUIRED_PARAMS_MISSED'
  | 3
  | 'PARAMS_TYPE_ERROR'
  | 4
  | 'PERMISSION_DENY'
  | 5

export type ResultCode__Output = typeof ResultCode[keyof typeof ResultCode]
