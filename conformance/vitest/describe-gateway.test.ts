import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { ConsumerProject } from '../../fixtures/consumer-project.ts';

const sabotaged = fileURLToPath(new URL('../../dist/fixtures/sabotaged-gateways/run.js', import.meta.url));

/** One gateway that breaks a rule, and ours; the rule about DTLS is not about TCP. */
const test = `
import { describeGateway } from 'exproto-kit/vitest';

const only = ['EXP-BYTE-003', 'EXP-CONN-001', 'EXP-TLS-001'];
const options = { only, transports: ['tcp'], seed: 7 } as const;
const command = [process.execPath, ${JSON.stringify(sabotaged)}, 'bytes-doubled'] as const;

describeGateway({ own: true }, options);
describeGateway({ own: true, command, patience: 2_500 }, { ...options, failFast: true });
`;

interface TestResult {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

describe('describeGateway', () => {
  let project: ConsumerProject;
  let results: readonly TestResult[];

  beforeAll(async () => {
    project = await ConsumerProject.create({ 'gateway.test.ts': test });
    const { output } = await project.run(
      '.bin/vitest',
      'run',
      '--reporter=json',
      '--outputFile=results.json',
    );
    const file = readFileSync(join(project.folder, 'results.json'), 'utf8');
    results = JSON.parse(file).testResults.flatMap(
      ({ assertionResults }: { assertionResults: readonly TestResult[] }) => assertionResults,
    );
    expect(results, output).toHaveLength(6);
  }, 120_000);

  const outcomes = () =>
    results.map(({ fullName, status }) => `${status} ${fullName.match(/EXP-\w+-\d+/)?.[0]}`);

  it('makes a test of each rule, which passes, fails or is skipped', () => {
    expect(outcomes()).toEqual([
      'passed EXP-CONN-001',
      'passed EXP-BYTE-003',
      'skipped EXP-TLS-001',
      'passed EXP-CONN-001',
      'failed EXP-BYTE-003',
      'skipped EXP-TLS-001',
    ]);
  });

  it('shows the scenario and the command that runs it again', () => {
    const [message] = results.flatMap(({ failureMessages }) => failureMessages);
    expect(message).toMatch(/^BrokenRuleError: EXP-BYTE-003 is broken on tcp: expected /);
    expect(message).toContain('1. c1 connects');
    expect(message).toMatch(/again {5}exproto certify --transport tcp --seed 7 --path scenario:/);
  });

  it('has types', { timeout: 60_000 }, async () => {
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--skipLibCheck',
      '--types',
      'node',
    ];
    expect(await project.run('.bin/tsc', ...options, 'gateway.test.ts')).toMatchObject({
      code: 0,
      output: '',
    });
  });
});
