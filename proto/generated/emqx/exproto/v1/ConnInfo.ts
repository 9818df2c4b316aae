// Original file: proto/exproto.proto

import type { SocketType as _emqx_exproto_v1_SocketType, SocketType__Output as _emqx_exproto_v1_SocketType__Output } from '../../../emqx/exproto/v1/SocketType.ts';
import type { Address as _emqx_exproto_v1_Address, Address__Output as _emqx_exproto_v1_Address__Output } from '../../../emqx/exproto/v1/Address.ts';
import type { CertificateInfo as _emqx_exproto_v1_CertificateInfo, CertificateInfo__Output as _emqx_exproto_v1_CertificateInfo__Output } from '../../../emqx/exproto/v1/CertificateInfo.ts';

export interface ConnInfo {
  'socktype'?: (_emqx_exproto_v1_SocketType);
  'peername'?: (_emqx_exproto_v1_Address | null);
  'sockname'?: (_emqx_exproto_v1_Address | null);
  'peercert'?: (_emqx_exproto_v1_CertificateInfo | null);
}

export interface ConnInfo__Output {
  'socktype': (_emqx_exproto_v1_SocketType__Output);
  'peername': (_emqx_exproto_v1_Address__Output | null);
  'sockname': (_emqx_exproto_v1_Address__Output | null);
  'peercert': (_emqx_exproto_v1_CertificateInfo__Output | null);
}
