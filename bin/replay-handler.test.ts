import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runExproto, writeTemporary } from '../fixtures/run-exproto.ts';
import { HandlerCommand } from '../fixtures/sabotaged-handlers/handler-command.ts';

const rule = 'EXH-CALL-004';
const frames = 'login device-1\n|report 21.5\n|ping\n'
  .split('|')
  .map((text) => Buffer.from(text).toString('hex'));
const samples = writeTemporary('frames.hex', frames.join('\n'));

/** The bundle of a verification of one kind of conversation. */
async function bundleOf(sabotage: string, path = 'talk') {
  const handler = await HandlerCommand.onFreePorts();
  const file = join(writeTemporary('empty', ''), '../bundle.json');
  const start = ['--start', handler.command(sabotage), '--samples', samples];
  const run = ['--seed', '3', '--path', path, '--only', rule, '--bundle', file];
  await runExproto('verify', ...handler.options, ...start, ...run);
  return { file, handler };
}

/** A bundle whose only failure is found elsewhere. */
function moved(file: string, replay: object): string {
  const content = JSON.parse(readFileSync(file, 'utf8'));
  content.failures = content.failures.map((failure: object) => ({ ...failure, replay }));
  return writeTemporary('bundle.json', JSON.stringify(content));
}

describe('exproto replay of a handler', { timeout: 60_000 }, () => {
  it('says FAILED where the failure is still there, and FIXED where it is gone', async () => {
    const { file, handler } = await bundleOf('publishes-before');
    const content = JSON.parse(readFileSync(file, 'utf8'));
    expect(content).toMatchObject({
      versions: { node: process.versions.node },
      handler: { address: { port: handler.port }, service: 'unary', samples: frames },
      failures: [{ rule, replay: { seed: 3, path: 'talk' } }],
    });
    expect(content.failures[0].trace.length).toBeGreaterThan(3);
    expect(statSync(file).mode & 0o077).toBe(0);
    const again = await runExproto('replay', file);
    expect(again.code, again.output + again.errors).toBe(1);
    expect(again.output).toContain(`FAILED  ${rule}: Nothing is published or subscribed`);
    expect(again.output).toContain(`BROKEN ${rule}`);
    const fixed = await runExproto('replay', file, '--start', handler.command('clean'));
    expect(fixed.code, fixed.output + fixed.errors).toBe(0);
    expect(fixed.output).toBe(
      `FIXED  ${rule}: Nothing is published or subscribed before Authenticate was answered with SUCCESS.\n`,
    );
  });

  it('plays a conversation that was generated', async () => {
    const { file } = await bundleOf('publishes-before', 'life');
    const content = JSON.parse(readFileSync(file, 'utf8'));
    expect(content.failures[0].replay.path).toMatch(/^life:\d/);
    const { code, output } = await runExproto('replay', file);
    expect(code, output).toBe(1);
  });

  it.each([
    [
      { seed: 3, path: 'isolation:900:7:7:7:7:7' },
      'the path isolation:900:7:7:7:7:7 leads to no conversation with this handler',
    ],
    [{ seed: 3, path: 'gone' }, 'there is no conversation at the path gone'],
    [{ seed: 3, path: 'memory' }, `the conversation did not put ${rule} to the test`],
  ])('is inconclusive where there is no such conversation: %j', async (replay, reason) => {
    const { file } = await bundleOf('publishes-before');
    const { code, output } = await runExproto('replay', moved(file, replay));
    expect(code, output).toBe(3);
    expect(output).toMatch(/^INCONCLUSIVE {2}EXH-CALL-004/);
    expect(output).toContain(reason);
  });

  it('writes no bundle where nothing is broken', async () => {
    expect(existsSync((await bundleOf('clean')).file)).toBe(false);
  });

  it('does not run a handler as a gateway', async () => {
    const { file } = await bundleOf('publishes-before');
    const { code, errors } = await runExproto('replay', file, '--target', 'target.yaml');
    expect(code).toBe(2);
    expect(errors).toContain('the bundle is of a handler: name it by --handler or --start');
  });

  it('says that there is no handler', async () => {
    const { file } = await bundleOf('publishes-before');
    const { options } = await HandlerCommand.onFreePorts();
    const { code, errors } = await runExproto('replay', file, ...options);
    expect(code).toBe(2);
    expect(errors).toContain('no handler answers on 127.0.0.1:');
  });
});
