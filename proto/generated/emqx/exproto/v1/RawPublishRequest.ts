// Original file: proto/exproto.proto


export interface RawPublishRequest {
  'topic'?: (string);
  'qos'?: (number);
  'payload'?: (Buffer | Uint8Array | string);
}

export interface RawPublishRequest__Output {
  'topic': (string);
  'qos': (number);
  'payload': (Buffer);
}
