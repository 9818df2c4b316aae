// Original file: proto/exproto.proto


export interface ReceivedBytesRequest {
  'conn'?: (string);
  'bytes'?: (Buffer | Uint8Array | string);
}

export interface ReceivedBytesRequest__Output {
  'conn': (string);
  'bytes': (Buffer);
}
