// Original file: proto/exproto.proto

export const TimerType = {
  KEEPALIVE: 'KEEPALIVE',
} as const;

export type TimerType =
  | 'KEEPALIVE'
  | 0

export type TimerType__Output = typeof TimerType[keyof typeof TimerType]
