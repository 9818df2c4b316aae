import { X509Certificate } from 'node:crypto';

/** The names in a certificate; undefined where there is more than one way to write them. */
export interface CertificateNames {
  readonly commonName: string | undefined;
  /** RFC 4514: the most specific part first. */
  readonly distinguishedName: string | undefined;
}

/** What a gateway has to say of a certificate that a device presents. */
export function namesOf(pem: string): CertificateNames {
  const parts = new X509Certificate(pem).subject?.split('\n') ?? [];
  const plain = parts.filter((part) => /^[A-Za-z]+=[\w.:/-]+(?: [\w.:/-]+)*$/.test(part));
  const common = plain.filter((part) => part.startsWith('CN='));
  return {
    commonName: common.length === 1 ? common[0]?.slice('CN='.length) : undefined,
    distinguishedName: plain.length === parts.length ? plain.toReversed().join(',') : undefined,
  };
}
