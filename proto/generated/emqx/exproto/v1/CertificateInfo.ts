// Original file: proto/exproto.proto


export interface CertificateInfo {
  'cn'?: (string);
  'dn'?: (string);
}

export interface CertificateInfo__Output {
  'cn': (string);
  'dn': (string);
}
