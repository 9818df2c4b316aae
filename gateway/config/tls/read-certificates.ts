import { X509Certificate } from 'node:crypto';
import type { Parsed } from '../parsed.ts';

/** Reads all certificates of a PEM text, at least one. */
export function readCertificates(text: string): Parsed<readonly X509Certificate[]> {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? [];
  try {
    const certificates = blocks.map((block) => new X509Certificate(block));
    if (certificates.length > 0) return { value: certificates };
  } catch {
    return { problem: 'a certificate in it is damaged, expected a PEM file as its authority made it' };
  }
  return { problem: 'it holds no certificate, expected PEM that begins with -----BEGIN CERTIFICATE-----' };
}

/** What is wrong with the dates of a certificate, if anything. */
export function dateProblem(certificate: X509Certificate, now: number): string | undefined {
  const { validFrom, validTo } = certificate;
  if (Date.parse(validTo) < now) return `the certificate expired on ${day(validTo)}`;
  return Date.parse(validFrom) > now ? `the certificate is not valid before ${day(validFrom)}` : undefined;
}

function day(date: string): string {
  return new Date(date).toISOString().slice(0, 10);
}
