// Original file: proto/exproto.proto


export interface ClientInfo {
  'proto_name'?: (string);
  'proto_ver'?: (string);
  'clientid'?: (string);
  'username'?: (string);
  'mountpoint'?: (string);
}

export interface ClientInfo__Output {
  'proto_name': (string);
  'proto_ver': (string);
  'clientid': (string);
  'username': (string);
  'mountpoint': (string);
}
