// Original file: proto/exproto.proto


export interface UnsubscribeRequest {
  'conn'?: (string);
  'topic'?: (string);
}

export interface UnsubscribeRequest__Output {
  'conn': (string);
  'topic': (string);
}
