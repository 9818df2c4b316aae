import type { X509Certificate } from 'node:crypto';
import type { ConnectionInfo } from '../core/callback.ts';
import { commonName, distinguishedName, readSubject } from './distinguished-name.ts';

/** What the handler is told of a device's certificate, where it has one. */
export function peerCertificate(
  certificate: X509Certificate | undefined,
): Pick<ConnectionInfo, 'peerCertificate'> {
  if (certificate === undefined) return {};
  // A certificate without a name has no subject, whatever the types say.
  const name = readSubject(certificate.subject ?? '');
  return {
    peerCertificate: { commonName: commonName(name), distinguishedName: distinguishedName(name) },
  };
}
