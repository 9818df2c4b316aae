// Original file: proto/exproto.proto


export interface PublishRequest {
  'conn'?: (string);
  'topic'?: (string);
  'qos'?: (number);
  'payload'?: (Buffer | Uint8Array | string);
}

export interface PublishRequest__Output {
  'conn': (string);
  'topic': (string);
  'qos': (number);
  'payload': (Buffer);
}
