// Original file: proto/exproto.proto

import type { Long } from '@grpc/proto-loader';

export interface Message {
  'node'?: (string);
  'id'?: (string);
  'qos'?: (number);
  'from'?: (string);
  'topic'?: (string);
  'payload'?: (Buffer | Uint8Array | string);
  'timestamp'?: (number | string | Long);
}

export interface Message__Output {
  'node': (string);
  'id': (string);
  'qos': (number);
  'from': (string);
  'topic': (string);
  'payload': (Buffer);
  'timestamp': (number);
}
