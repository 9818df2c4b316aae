import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startProcess } from '../conformance/gateway/target/start-process.ts';
import { readReport } from '../conformance/index.ts';
import { escapeHtml } from '../conformance/report/html/escape.ts';
import { runExproto, writeTemporary } from '../fixtures/run-exproto.ts';
import { HandlerCommand } from '../fixtures/sabotaged-handlers/handler-command.ts';

describe('exproto verify', () => {
  it('starts a handler, finds what ends it, and tells what it printed', { timeout: 60_000 }, async () => {
    const handler = await HandlerCommand.onFreePorts();
    const [json = '', junit = '', html = ''] = ['a.json', 'a.xml', 'a.html'].map((name) =>
      writeTemporary(name, ''),
    );
    const run = ['--seed', '1', '--path', 'life', '--only', 'EXH-LIFE-001'];
    const files = ['--json', json, '--junit', junit, '--html', html];
    const start = ['--start', handler.command('dies-of-no-text')];
    const { code, output } = await runExproto('verify', ...handler.options, ...start, ...run, ...files);
    expect(code, output).toBe(1);
    expect(output).toContain('it ended with exit code 3');
    expect(output).toMatch(/again {5}exproto verify --handler .* --start '.*' --seed -?\d+ --path life:\d/);
    const report = readReport(json);
    expect(report.rules).toMatchObject([{ id: 'EXH-LIFE-001', verdict: 'failed' }]);
    const line = /again {5}(.*)$/m.exec(output)?.[1] ?? '';
    expect(readFileSync(junit, 'utf8')).toContain(`again     ${line}`);
    expect(readFileSync(html, 'utf8')).toContain(`<code class="replay">${escapeHtml(line)}</code>`);
  });

  it('names what a handler died of that nobody starts again', { timeout: 60_000 }, async () => {
    const where = await HandlerCommand.onFreePorts();
    const handler = await startProcess(where.words('dies-of-no-text'), 10_000);
    await handler.untilOutput(/listening/);
    const samples = writeTemporary('frames.hex', '70696e670a\nff0a\n');
    const { code, output } = await runExproto(
      'verify',
      ...where.options,
      '--samples',
      samples,
      '--seed',
      '1',
    );
    await handler.stop();
    expect(code, output).toBe(1);
    expect(output).toContain('EXH-LIFE-001 MUST');
    expect(output).toContain('device 0 sends 2 bytes ff 0a');
    expect(output).toContain('the run ended early: the handler is gone');
  });

  it('says that there is no handler', async () => {
    const { options } = await HandlerCommand.onFreePorts();
    const { code, errors } = await runExproto('verify', ...options);
    expect(code).toBe(2);
    expect(errors).toContain('no handler answers on 127.0.0.1:');
  });

  it('says how a handler ended that did not start', async () => {
    const { options } = await HandlerCommand.onFreePorts();
    const { code, errors } = await runExproto('verify', ...options, '--start', 'echo no such module; exit 7');
    expect(code).toBe(2);
    expect(errors).toContain('it ended with exit code 7');
    expect(errors).toContain('no such module');
  });

  it('says that the port of the adapter is taken', async () => {
    const handler = await HandlerCommand.onFreePorts();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(handler.adapter, '127.0.0.1', resolve));
    const { code, errors } = await runExproto(
      'verify',
      ...handler.options,
      '--start',
      handler.command('clean'),
    );
    squatter.close();
    expect(code).toBe(2);
    expect(errors).toContain(`the adapter can't listen on 127.0.0.1:${handler.adapter}`);
  });

  it('lists the rules', async () => {
    const { code, output } = await runExproto('rules', '--handler');
    expect(code).toBe(0);
    expect(output).toContain('EXH-CALL-001  MUST');
  });
});
