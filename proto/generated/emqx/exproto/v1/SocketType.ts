// Original file: proto/exproto.proto

export const SocketType = {
  TCP: 'TCP',
  SSL: 'SSL',
  UDP: 'UDP',
  DTLS: 'DTLS',
} as const;

export type SocketType =
  | 'TCP'
  | 0
  | 'SSL'
  | 1
  | 'UDP'
  | 2
  | 'DTLS'
  | 3

export type SocketType__Output = typeof SocketType[keyof typeof SocketType]
