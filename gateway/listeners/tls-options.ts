import type { TlsOptions } from 'node:tls';
import type { TlsConfiguration, TlsVersion } from '../config/tls-configuration.ts';

const protocols = { 'tlsv1.2': 'TLSv1.2', 'tlsv1.3': 'TLSv1.3' } as const;

/** What `node:tls` is to be told. */
export function tlsOptions(configuration: TlsConfiguration): TlsOptions {
  const { certificate, key, password, certificateAuthorities, ciphers, versions, verify } = configuration;
  return {
    cert: certificate,
    key,
    ...(password === undefined ? {} : { passphrase: password }),
    ...(certificateAuthorities === undefined ? {} : { ca: certificateAuthorities }),
    ...(ciphers === undefined ? {} : { ciphers: ciphers.join(':') }),
    minVersion: protocols[oldest(versions)],
    maxVersion: protocols[newest(versions)],
    dhparam: 'auto',
    honorCipherOrder: configuration.honorCipherOrder,
    requestCert: verify === 'verify_peer',
    rejectUnauthorized: verify === 'verify_peer' && configuration.failIfNoPeerCert,
  };
}

function oldest(versions: readonly TlsVersion[]): TlsVersion {
  return versions.includes('tlsv1.2') ? 'tlsv1.2' : 'tlsv1.3';
}

function newest(versions: readonly TlsVersion[]): TlsVersion {
  return versions.includes('tlsv1.3') ? 'tlsv1.3' : 'tlsv1.2';
}
