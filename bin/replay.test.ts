import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../fixtures/free-port.ts';
import { runExproto, writeTemporary } from '../fixtures/run-exproto.ts';
import { freePorts, startedTarget, targetFile } from '../fixtures/target-file.ts';

const rule = 'EXP-CODE-019';
const path = 'scenario:refuses-starttimer-with-type-99';

/** The bundle of a run of one scenario. */
async function bundleOf(sabotage: string | undefined): Promise<string> {
  const file = join(writeTemporary('empty', ''), '../bundle.json');
  const target = await startedTarget(sabotage);
  await runExproto('certify', '--target', target, '--seed', '1', '--path', path, '--bundle', file);
  return file;
}

/** A bundle with something else in its only failure. */
function changed(bundle: string, change: object): string {
  const content = JSON.parse(readFileSync(bundle, 'utf8'));
  content.failures = content.failures.map((failure: object) => ({ ...failure, ...change }));
  return writeTemporary('bundle.json', JSON.stringify(content));
}

describe('exproto replay', { timeout: 60_000 }, () => {
  it('says FAILED where the failure is still there, and FIXED where it is gone', async () => {
    const bundle = await bundleOf('timer-types-unchecked');
    const content = JSON.parse(readFileSync(bundle, 'utf8'));
    expect(content).toMatchObject({
      versions: { node: process.versions.node },
      failures: [{ rule, replay: { transport: 'tcp', seed: 1, path } }],
    });
    expect(statSync(bundle).mode & 0o077).toBe(0);
    const again = await runExproto('replay', bundle);
    expect(again.code, again.output + again.errors).toBe(1);
    expect(again.output).toContain(`FAILED  ${rule} on tcp: StartTimer with interval 0`);
    expect(again.output).toContain(`BROKEN ${rule}`);
    const fixed = await runExproto('replay', bundle, '--target', await startedTarget());
    expect(fixed.code, fixed.output + fixed.errors).toBe(0);
    expect(fixed.output).toContain(`FIXED  ${rule} on tcp`);
  });

  it('is inconclusive where the scenario does not put the rule to the test', async () => {
    const bundle = changed(await bundleOf('timer-types-unchecked'), { rule: 'EXP-PUB-001' });
    const { code, output } = await runExproto('replay', bundle, '--target', await startedTarget());
    expect(code, output).toBe(3);
    expect(output).toContain('the scenario did not put EXP-PUB-001 to the test');
    const broken = await runExproto('replay', bundle);
    expect(broken.code).toBe(3);
    expect(broken.output).toContain(`the scenario ended before, since it broke ${rule}`);
  });

  it('is inconclusive where there is no such scenario, or no such transport', async () => {
    const bundle = await bundleOf('timer-types-unchecked');
    const target = await startedTarget();
    for (const other of [
      { replay: { transport: 'tcp', seed: 1, path: 'scenario:gone' } },
      { replay: { transport: 'udp', seed: 1, path } },
    ]) {
      const { code, output } = await runExproto('replay', changed(bundle, other), '--target', target);
      expect(code, output).toBe(3);
      expect(output).toMatch(/^INCONCLUSIVE {2}EXP-CODE-019/);
    }
  });

  it('writes no bundle where nothing is broken', async () => {
    expect(existsSync(await bundleOf(undefined))).toBe(false);
  });

  it('names a target that cannot be reached', async () => {
    const bundle = await bundleOf('timer-types-unchecked');
    const ports = await freePorts();
    const { code, errors } = await runExproto('replay', bundle, '--target', targetFile(ports));
    expect(code).toBe(2);
    expect(errors).toContain(`the adapter at 127.0.0.1:${ports.adapter} can't be reached`);
  });

  it.each([
    ['no JSON', '{'],
    ['another version', '{"schema":2}'],
    [
      'no failure',
      '{"schema":1,"versions":{"suite":"1","node":"1"},"target":{"file":"","text":""},"failures":[]}',
    ],
  ])('names a bundle that cannot be read: %s', async (_what, text) => {
    const file = writeTemporary('bundle.json', '');
    writeFileSync(file, text);
    const { code, errors } = await runExproto('replay', file);
    expect(code).toBe(2);
    expect(errors).toContain(`${file} is no bundle`);
    expect(errors).not.toContain('    at ');
  });

  it('names a bundle that is missing', async () => {
    const { code, errors } = await runExproto('replay', `/nowhere/${await freePort()}`);
    expect(code).toBe(2);
    expect(errors).toContain('there is no such file');
  });
});
