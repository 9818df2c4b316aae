// Original file: proto/exproto.proto


export interface SendBytesRequest {
  'conn'?: (string);
  'bytes'?: (Buffer | Uint8Array | string);
}

export interface SendBytesRequest__Output {
  'conn': (string);
  'bytes': (Buffer);
}
