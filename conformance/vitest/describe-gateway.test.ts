import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { ConsumerProject } from '../../fixtures/consumer-project.ts';
import { freePort } from '../../fixtures/free-port.ts';

const sabotaged = fileURLToPath(new URL('../../dist/fixtures/sabotaged-gateways/run.js', import.meta.url));

/** Our gateway, one that breaks a rule, the same where that is known, and one that is not there; the rule about TLS is not about TCP. */
const test = `
import { describeGateway } from 'exproto-kit/vitest';

const only = ['EXP-BYTE-003', 'EXP-CONN-001', 'EXP-TLS-001'];
const options = { only, transports: ['tcp'], seed: 7 } as const;
const command = [process.execPath, ${JSON.stringify(sabotaged)}, 'bytes-doubled'] as const;

const broken = { own: true, command, patience: 2_500 } as const;
const knownFailing = [{ rule: 'EXP-BYTE-003', reason: 'ticket 7' }] as const;

describeGateway({ own: true }, { ...options, knownFailing });
describeGateway(broken, { ...options, failFast: true });
describeGateway(broken, { ...options, only: ['EXP-BYTE-003'], failFast: true, knownFailing });
describeGateway('absent.yaml', { only: ['EXP-CONN-001'] });
`;

const absent = (port: number) => `
name: a gateway that is absent
listeners: { tcp: "127.0.0.1:1" }
adapter: 127.0.0.1:1
handler: { listen: "127.0.0.1:${port}" }
`;

interface TestResult {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

describe('describeGateway', () => {
  let project: ConsumerProject;
  let results: readonly TestResult[];
  let printed: string;

  beforeAll(async () => {
    project = await ConsumerProject.create({
      'gateway.test.ts': test,
      'absent.yaml': absent(await freePort()),
    });
    const { code, output } = await project.run(
      '.bin/vitest',
      'run',
      '--reporter=verbose',
      '--reporter=json',
      '--outputFile.json=results.json',
    );
    const file = readFileSync(join(project.folder, 'results.json'), 'utf8');
    results = JSON.parse(file).testResults.flatMap(
      ({ assertionResults }: { assertionResults: readonly TestResult[] }) => assertionResults,
    );
    expect(results, output).toHaveLength(8);
    expect(code).toBe(1);
    printed = stripVTControlCharacters(output);
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
      'skipped EXP-BYTE-003',
      'skipped EXP-CONN-001',
    ]);
  });

  it('says why a rule is skipped, and which known failure is none any more', () => {
    expect(printed).toContain('not applicable: the target does not have what the rule is about');
    expect(printed).toContain('known failure: ticket 7');
    expect(printed).toMatch(/fixed: EXP-BYTE-003 is a known failure, and passes/);
  });

  it('says why there is nothing to judge', () => {
    expect(printed).toContain(
      "the adapter at 127.0.0.1:1 can't be reached (ECONNREFUSED): start the gateway",
    );
  });

  it('shows the scenario and the command that runs it again', () => {
    const [message] = results.flatMap(({ failureMessages }) => failureMessages);
    expect(message).toMatch(/^BrokenRuleError: EXP-BYTE-003 is broken on tcp: expected /);
    expect(message).toContain('1. c1 connects');
    expect(message).toMatch(
      /again {5}certify\(\{ target, transports: \['tcp'\], seed: 7, path: 'scenario:[\w-]+' \}\)/,
    );
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
