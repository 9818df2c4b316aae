import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runExproto, writeTemporary } from '../fixtures/run-exproto.ts';
import { startedTarget } from '../fixtures/target-file.ts';

const rule = 'EXP-CODE-019';
const path = 'scenario:refuses-starttimer-with-type-99';

function knownFailing(...rules: readonly string[]): string {
  return writeTemporary('known.yaml', rules.map((id) => `- { rule: ${id}, reason: we know }\n`).join(''));
}

async function certify(sabotage: string | undefined, ...options: readonly string[]) {
  const json = writeTemporary('report.json', '{}');
  const target = await startedTarget(sabotage);
  const run = await runExproto('certify', '--target', target, '--seed', '1', '--json', json, ...options);
  const { rules } = JSON.parse(readFileSync(json, 'utf8'));
  return { ...run, result: rules?.find(({ id }: { id: string }) => id === rule) };
}

describe('verdicts of exproto certify', { timeout: 60_000 }, () => {
  it('is flaky where a failure does not come again, shows both traces, and fails', async () => {
    const { code, output, result } = await certify('timer-types-unchecked-once', '--path', path);
    expect(code, output).toBe(1);
    expect(result).toMatchObject({ verdict: 'flaky', failure: { held: { run: 1 } } });
    expect(output).toContain(`BROKEN ${rule}`);
    expect(output).toContain('the same scenario held at replay 1:');
  });

  it('has failed where a failure comes again', async () => {
    const { code, result } = await certify('timer-types-unchecked', '--path', path);
    expect(code).toBe(1);
    expect(result.verdict).toBe('failed');
    expect(result.failure.held).toBeUndefined();
  });

  it('fails nothing for a known failure', async () => {
    const list = knownFailing(rule);
    const { code, output, result } = await certify(
      'timer-types-unchecked',
      '--only',
      rule,
      '--known-failing',
      list,
    );
    expect(code, output).toBe(0);
    expect(result).toMatchObject({ verdict: 'known failure', known: 'we know', failure: { rule } });
    expect(output).toContain(`known failure  ${rule} on tcp: we know`);
  });

  it('tells loudly what is fixed', async () => {
    const list = knownFailing(rule);
    const { code, output, result } = await certify(undefined, '--only', rule, '--known-failing', list);
    expect(code, output).toBe(0);
    expect(result.verdict).toBe('fixed');
    expect(output).toContain(`FIXED  ${rule} passes on tcp: take it off the list`);
  });

  it('names what is wrong with a list of known failures', async () => {
    const list = knownFailing(rule, 'EXP-NONE-001');
    const { code, errors } = await runExproto('certify', '--known-failing', list);
    expect(code).toBe(2);
    expect(errors).toContain(`${list}:2: there is no rule EXP-NONE-001`);
  });
});
