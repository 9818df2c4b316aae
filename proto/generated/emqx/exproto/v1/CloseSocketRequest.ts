// Original file: proto/exproto.proto


export interface CloseSocketRequest {
  'conn'?: (string);
}

export interface CloseSocketRequest__Output {
  'conn': (string);
}
