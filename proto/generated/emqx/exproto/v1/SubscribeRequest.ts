// Original file: proto/exproto.proto


export interface SubscribeRequest {
  'conn'?: (string);
  'topic'?: (string);
  'qos'?: (number);
}

export interface SubscribeRequest__Output {
  'conn': (string);
  'topic': (string);
  'qos': (number);
}
