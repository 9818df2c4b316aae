import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startProcess } from '../conformance/gateway/target/start-process.ts';
import { freePort } from '../fixtures/free-port.ts';
import { exproto, runExproto, writeTemporary } from '../fixtures/run-exproto.ts';

const runner = join(exproto, '../../fixtures/sabotaged-handlers/run.js');

async function addresses() {
  const [port, adapter] = [await freePort(), await freePort()];
  const options = ['--handler', `127.0.0.1:${port}`, '--adapter', `127.0.0.1:${adapter}`];
  const words = (name: string) => [process.execPath, runner, name, String(port), `127.0.0.1:${adapter}`];
  const command = (name: string) =>
    `exec '${process.execPath}' '${runner}' ${name} ${port} 127.0.0.1:${adapter}`;
  return { adapter, options, command, words };
}

describe('exproto verify', () => {
  it('starts a handler, finds what ends it, and tells what it printed', { timeout: 60_000 }, async () => {
    const { options, command } = await addresses();
    const json = writeTemporary('report.json', '');
    const run = ['--seed', '1', '--path', 'life', '--only', 'EXH-LIFE-001', '--json', json];
    const { code, output } = await runExproto(
      'verify',
      ...options,
      '--start',
      command('dies-of-no-text'),
      ...run,
    );
    expect(code, output).toBe(1);
    expect(output).toContain('it ended with exit code 3');
    expect(output).toMatch(/again {5}exproto verify --handler .* --start ".*" --seed -?\d+ --path life:\d/);
    const [rule] = JSON.parse(readFileSync(json, 'utf8')).rules;
    expect(rule).toMatchObject({ id: 'EXH-LIFE-001', verdict: 'failed' });
  });

  it('names what a handler died of that nobody starts again', { timeout: 60_000 }, async () => {
    const { options, words } = await addresses();
    const handler = await startProcess(words('dies-of-no-text'), 10_000);
    await handler.untilOutput(/listening/);
    const samples = writeTemporary('frames.hex', '70696e670a\nff0a\n');
    const { code, output } = await runExproto('verify', ...options, '--samples', samples, '--seed', '1');
    await handler.stop();
    expect(code, output).toBe(1);
    expect(output).toContain('EXH-LIFE-001 MUST');
    expect(output).toContain('device 0 sends 2 bytes ff 0a');
    expect(output).toContain('the run ended early: the handler is gone');
  });

  it('says that there is no handler', async () => {
    const { options } = await addresses();
    const { code, errors } = await runExproto('verify', ...options);
    expect(code).toBe(2);
    expect(errors).toContain('no handler answers on 127.0.0.1:');
  });

  it('says how a handler ended that did not start', async () => {
    const { options } = await addresses();
    const { code, errors } = await runExproto('verify', ...options, '--start', 'echo no such module; exit 7');
    expect(code).toBe(2);
    expect(errors).toContain('it ended with exit code 7');
    expect(errors).toContain('no such module');
  });

  it('says that the port of the adapter is taken', async () => {
    const { options, command, adapter } = await addresses();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(adapter, '127.0.0.1', resolve));
    const { code, errors } = await runExproto('verify', ...options, '--start', command('clean'));
    squatter.close();
    expect(code).toBe(2);
    expect(errors).toContain(`the adapter can't listen on 127.0.0.1:${adapter}`);
  });

  it('lists the rules', async () => {
    const { code, output } = await runExproto('rules', '--handler');
    expect(code).toBe(0);
    expect(output).toContain('EXH-CALL-001  MUST');
  });
});
