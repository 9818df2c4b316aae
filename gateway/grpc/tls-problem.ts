const unknownAuthority = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
];

/**
 * Why a TLS connection to the handler did not come about, and what to do, from the error of `node:tls`.
 *
 * @param name The name that the certificate was to be for.
 */
export function tlsProblem(error: unknown, name: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  if (unknownAuthority.includes(code)) {
    return `its certificate is of no authority that is trusted here (${code}): set tls.cacertfile to that of its authority`;
  }
  if (code === 'CERT_HAS_EXPIRED') return 'its certificate has expired: renew it';
  if (code === 'CERT_NOT_YET_VALID') return 'its certificate is not valid yet: check the clocks';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `its certificate is not for ${name}: correct the url, or set tls.server_name to a name of the certificate`;
  }
  if (/ALERT/.test(code)) {
    const remedy = 'set tls.certfile and tls.keyfile to a certificate that it accepts';
    return `it refuses the gateway in the TLS handshake (${code}): ${remedy}`;
  }
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH|RECORD/.test(code) || code === 'EPROTO') {
    return `it doesn't answer in TLS (${code}): begin the url with http://, or let the handler serve TLS`;
  }
  if (code === 'ECONNRESET') {
    return 'it closed the connection in the TLS handshake: begin the url with http:// if it serves no TLS';
  }
  return `the TLS handshake failed (${code === '' ? message : code})`;
}
