// Original file: proto/exproto.proto


export interface SocketClosedRequest {
  'conn'?: (string);
  'reason'?: (string);
}

export interface SocketClosedRequest__Output {
  'conn': (string);
  'reason': (string);
}
