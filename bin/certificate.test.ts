import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../conformance/index.ts';
import { runExproto, writeTemporary } from '../fixtures/run-exproto.ts';

describe('exproto certify --certify', () => {
  it.each([
    ['--only', 'EXP-BYTE-001'],
    ['--path', 'scenario:takeover'],
    ['--transport', 'tcp'],
    ['--known-failing', 'known.yaml'],
    ['--fail-fast'],
  ])('allows no %s', async (...options) => {
    const { code, errors } = await runExproto('certify', '--certify', ...options);
    expect(code).toBe(2);
    expect(errors).toContain(`option '--certify' cannot be used with option '${options[0]}`);
  });

  it('prints the certificate of our own gateway, with the digest of the report', {
    timeout: 120_000,
  }, async () => {
    const json = writeTemporary('report.json', '');
    const { code, output } = await runExproto('certify', '--certify', '--seed', '5', '--json', json);
    expect(code, output).toBe(0);
    const report = JSON.parse(readFileSync(json, 'utf8'));
    for (const text of [
      'CERTIFICATE\n',
      'gateway     exproto gateway\n',
      'transports  tcp, ssl, udp, dtls\n',
      'seed 5\n',
      `Node.js ${process.versions.node}\n`,
      `sha-256 ${digestOf(report)}\n`,
    ]) {
      expect(output).toContain(text);
    }
    expect(output).toMatch(/rules {7}\d+: .*\d+ passed/);
  });
});
