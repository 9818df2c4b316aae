import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { ConsumerProject } from '../../fixtures/consumer-project.ts';
import { HandlerCommand } from '../../fixtures/sabotaged-handlers/handler-command.ts';

const built = join(createRequire(import.meta.url).resolve('#exproto'), '../../fixtures/sabotaged-handlers');

/** A handler that keeps the rules, one that breaks one, the same where that is known, and one that is not there. */
const test = (port: number, adapter: number) => `
import { describeHandler } from 'exproto-kit/vitest';
import { LineHandler, lineSamples } from ${JSON.stringify(`${built}/line-handler.js`)};
import { allHandlerSabotages } from ${JSON.stringify(`${built}/all-handler-sabotages.js`)};

const only = ['EXH-CALL-004', 'EXH-STREAM-001'];
const options = { only, samples: lineSamples, seed: 7, generated: 10 } as const;
const { make: broken } = allHandlerSabotages.find(({ name }) => name === 'publishes-before')!;
const knownFailing = [{ rule: 'EXH-CALL-004', reason: 'ticket 7' }] as const;

describeHandler((adapter) => new LineHandler(adapter), options);
describeHandler(broken, options);
describeHandler(broken, { ...options, only: ['EXH-CALL-004'], knownFailing });
const address = { host: '127.0.0.1', port: ${port} };
describeHandler({ address }, { only: ['EXH-CALL-004'], adapter: { host: '127.0.0.1', port: ${adapter} } });
`;

interface TestResult {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

describe('describeHandler', () => {
  let results: readonly TestResult[];
  let printed: string;

  beforeAll(async () => {
    const { port, adapter } = await HandlerCommand.onFreePorts();
    const project = await ConsumerProject.create({ 'handler.test.ts': test(port, adapter) });
    const reporters = ['--reporter=verbose', '--reporter=json', '--outputFile.json=results.json'];
    const { output } = await project.run('.bin/vitest', 'run', ...reporters);
    const file = readFileSync(join(project.folder, 'results.json'), 'utf8');
    results = JSON.parse(file).testResults.flatMap(
      ({ assertionResults }: { assertionResults: readonly TestResult[] }) => assertionResults,
    );
    printed = stripVTControlCharacters(output);
  }, 120_000);

  it('makes a test of each rule, which passes, fails or is skipped', () => {
    const outcomes = results.map(({ fullName, status }) => `${status} ${/EXH-\w+-\d+/.exec(fullName)?.[0]}`);
    expect(outcomes, printed).toEqual([
      'passed EXH-CALL-004',
      'skipped EXH-STREAM-001',
      'failed EXH-CALL-004',
      'skipped EXH-STREAM-001',
      'skipped EXH-CALL-004',
      'skipped EXH-CALL-004',
    ]);
  });

  it('says why a rule is skipped, and why there is nothing to judge', () => {
    expect(printed).toContain('not applicable: the target does not have what the rule is about');
    expect(printed).toContain('known failure: ticket 7');
    expect(printed).toContain('no handler answers on 127.0.0.1:');
  });

  it('shows the conversation, and how it is played again', () => {
    const [message] = results.flatMap(({ failureMessages }) => failureMessages);
    expect(message).toMatch(/^BrokenRuleError: EXH-CALL-004 is broken: expected /);
    expect(message).toContain('handler → adapter  Publish to "reports/');
    expect(message).toMatch(/again {5}verifyHandler\(\{ handler, seed: -?\d+, path: '[\w:]+' \}\)/);
  });
});
