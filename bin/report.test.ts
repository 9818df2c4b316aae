import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readReport } from '../conformance/index.ts';
import { failedHandlerReport, withHandlerVerdict } from '../fixtures/failed-handler-report.ts';
import { failedReport, withVerdict } from '../fixtures/failed-report.ts';
import { runExproto, writeTemporary } from '../fixtures/run-exproto.ts';

const write = (report: unknown) => writeTemporary('report.json', JSON.stringify(report));
const good = write(failedReport());
const worse = write(withVerdict(failedReport(), 'EXP-CONN-001', 'failed'));

describe('exproto report', () => {
  it('exits with 1 where a later report is worse, and with 0 where it is not', async () => {
    expect(await runExproto('report', good, worse)).toMatchObject({ code: 1, errors: '' });
    const { code, output } = await runExproto('report', worse, good);
    expect(code).toBe(0);
    expect(output).toContain('0 worse, 1 better');
  });

  it('compares verifications as well, but not with certifications', async () => {
    const first = write(failedHandlerReport());
    const later = write(withHandlerVerdict(failedHandlerReport(), 'EXH-CALL-004', 'passed'));
    const { code, output } = await runExproto('report', first, later);
    expect(code).toBe(0);
    expect(output).toContain(`1: a handler, failed, seed 7
2: a handler, failed, seed 7

                            1              2
✓ EXH-CALL-004      handler failed         passed          words of EXH-CALL-004
`);
    expect(await runExproto('report', first, good)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('gateways and handlers have no rule in common'),
    });
  });

  it('prints the schema of both', async () => {
    const { output } = await runExproto('report', '--schema');
    expect(JSON.parse(output).title).toContain('certification');
    const handler = await runExproto('report', '--schema', 'handler');
    expect(JSON.parse(handler.output).title).toContain('verification');
  });

  it('writes a page about one report or several', async () => {
    const html = writeTemporary('report.html', '');
    expect((await runExproto('report', good, '--html', html)).code).toBe(0);
    expect(readFileSync(html, 'utf8')).toContain('<!doctype html>');
  });

  it.each([
    [['none.json', good], 'none.json is no report (there is no such file)'],
    [[writeTemporary('report.json', '{'), good], 'it is no JSON'],
    [[write({ ...failedReport(), seed: 'seven' }), good], 'seed: '],
    [[write({ ...failedHandlerReport(), seed: 'seven' }), good], 'seed: '],
    [[], 'name a report that `exproto certify --json FILE`'],
    [[good], 'name another report to compare it with'],
    [[good, '--html', '/nowhere/report.html'], '/nowhere/report.html'],
  ])('names what is wrong with %j', async (options, text) => {
    const { code, errors } = await runExproto('report', ...options);
    expect(errors).toContain(text);
    expect(code).toBe(2);
  });
});

describe('exproto certify', () => {
  it('writes reports that hold what the published schema says', { timeout: 60_000 }, async () => {
    const [json, junit, html] = ['report.json', 'report.xml', 'report.html'].map((name) =>
      writeTemporary(name, ''),
    );
    const files = ['--json', json, '--junit', junit, '--html', html] as string[];
    const { code, errors } = await runExproto(
      'certify',
      '--only',
      'EXP-CONN-001',
      '--transport',
      'udp',
      '--seed',
      '3',
      ...files,
    );
    expect(code, errors).toBe(0);
    expect(readReport(json as string)).toMatchObject({ seed: 3, verdict: 'passed', transports: ['udp'] });
    expect(readFileSync(junit as string, 'utf8')).toContain('EXP-CONN-001');
    expect(readFileSync(html as string, 'utf8')).toContain('EXP-CONN-001');
  });
});
