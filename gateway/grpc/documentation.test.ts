import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../config/yaml/read-yaml.ts';
import { tlsProblem } from './tls-problem.ts';
import { unconnected } from './unconnected.ts';

const page = readFileSync(new URL('../../docs/handler.md', import.meta.url), 'utf8');

/** The page's, were it in the folder of the certificates that it names. */
const file = fileURLToPath(new URL('../../fixtures/certificates/handler.md', import.meta.url));

function problem(code: string): string {
  return tlsProblem(Object.assign(new Error('words of OpenSSL'), { code }), 'handler');
}

describe('docs/handler.md', () => {
  it('has examples that can be read', () => {
    const read = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => readYaml(file, text ?? ''));
    expect(read.map(({ warnings }) => warnings)).toEqual([[], []]);
  });

  it.each([
    problem('SELF_SIGNED_CERT_IN_CHAIN'),
    problem('ERR_TLS_CERT_ALTNAME_INVALID'),
    problem('CERT_HAS_EXPIRED'),
    problem('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'),
    problem('ERR_SSL_WRONG_VERSION_NUMBER'),
    unconnected('Failed to connect', true, undefined),
    unconnected('Failed to connect', false, undefined),
  ])('says what to do when %s', (words) => {
    const beginnings = [...page.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, beginning]) => beginning ?? '');
    expect(beginnings.filter((beginning) => words.startsWith(beginning))).toHaveLength(1);
  });
});

describe('the words of grpc-js', () => {
  it.each([
    [
      'No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:1. Resolution note: ',
      'connect ECONNREFUSED 127.0.0.1:1',
    ],
    ['Name resolution failed for target dns:nowhere:1', 'Name resolution failed for target dns:nowhere:1'],
  ])('%j are reduced to %j', (details, words) => {
    expect(unconnected(details, false, undefined)).toBe(words);
  });

  it('give way to those of the handshake only where they are its own', () => {
    const last = { words: 'its certificate has expired', raw: 'certificate has expired' };
    const from = (reason: string) =>
      unconnected(`No connection established. Last error: ${reason}`, true, last);
    expect(from('Error: its certificate has expired')).toBe(last.words);
    expect(from('certificate has expired (2026-11-23T02:17:51.975Z)')).toBe(last.words);
    expect(from('Error: connect ECONNREFUSED 127.0.0.1:1')).toBe('connect ECONNREFUSED 127.0.0.1:1');
  });
});
