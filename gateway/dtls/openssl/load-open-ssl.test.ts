import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkVersion, resolveFunctions } from './load-open-ssl.ts';

describe('the OpenSSL of this process', () => {
  it('is refused where a symbol is missing, by its name', () => {
    const find = (prototype: string) => {
      if (prototype.includes('DTLSv1_listen')) throw new Error('cannot find it');
      return () => 0;
    };
    expect(() => resolveFunctions(find)).toThrow(
      expect.objectContaining({
        code: 'DTLS_UNAVAILABLE',
        facts: { symbol: 'DTLSv1_listen' },
        message: expect.stringMatching(/doesn't export DTLSv1_listen; use a Node\.js that/),
      }),
    );
  });

  it.each([1, 4])('is refused with major version %i', (major) => {
    expect(() => checkVersion(major * 2 ** 28 + 0x1000)).toThrow(
      expect.objectContaining({ code: 'DTLS_UNAVAILABLE', facts: { version: String(major) } }),
    );
  });

  it('is not touched by a program that has no DTLS', () => {
    const gateway = fileURLToPath(new URL('../../../dist/gateway/index.js', import.meta.url));
    const program = `await import(${JSON.stringify(gateway)});
      console.log(process.report.getReport().sharedObjects.filter((file) => file.includes('koffi')).length);`;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
    });
    expect(output.trim()).toBe('0');
  });
});
