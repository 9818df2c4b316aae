import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeTemporary } from '../../fixtures/run-exproto.ts';
import { SuiteError } from '../gateway/suite-error.ts';
import { readKnownFailing } from './read-known-failing.ts';

const shipped = 'fixtures/targets/emqx-5.8.9.known-failing.yaml';

function problemsOf(yaml: string): string {
  const file = writeTemporary('known.yaml', yaml);
  try {
    readKnownFailing(file);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(SuiteError);
    expect(error).toMatchObject({ code: 'KNOWN_FAILING_INVALID' });
    return (error as SuiteError).message.replaceAll(file, 'known.yaml');
  }
}

describe('readKnownFailing', () => {
  it('reads rules, transports and reasons', () => {
    const file = writeTemporary(
      'known.yaml',
      '- rule: EXP-BYTE-001\n  reason: why\n- { rule: EXP-CONN-013, transport: dtls, reason: other }\n',
    );
    expect(readKnownFailing(file)).toEqual([
      { rule: 'EXP-BYTE-001', reason: 'why' },
      { rule: 'EXP-CONN-013', transport: 'dtls', reason: 'other' },
    ]);
  });

  it('reads the list that is shipped, which names each rule of it', () => {
    const count = readFileSync(shipped, 'utf8').match(/^- rule:/gm)?.length;
    expect(readKnownFailing(shipped)).toHaveLength(count ?? 0);
    expect(count).toBeGreaterThan(10);
  });

  it.each([
    [
      'an unknown rule',
      '\n- rule: EXP-NONE-001\n  reason: why\n',
      'known.yaml:2: there is no rule EXP-NONE-001: `exproto rules` lists them',
    ],
    [
      'no rule',
      '- reason: why\n',
      'known.yaml:1: rule is missing, or no text: give the id of a rule, as `exproto rules` lists them',
    ],
    [
      'no reason',
      '- rule: EXP-BYTE-001\n',
      'known.yaml:1: reason is missing, or no text: say why the rule is broken',
    ],
    [
      'an empty reason',
      '- rule: EXP-BYTE-001\n  reason: " "\n',
      'known.yaml:2: reason is empty: say why the rule is broken',
    ],
    [
      'an unknown transport',
      '- rule: EXP-BYTE-001\n  transport: tls\n  reason: why\n',
      'known.yaml:2: transport has to be one of tcp, ssl, udp, dtls',
    ],
    [
      'a transport that the rule is not about',
      '- { rule: EXP-DGRAM-001, transport: tcp, reason: why }\n',
      'known.yaml:1: EXP-DGRAM-001 is not about tcp: it is about udp, dtls',
    ],
    [
      'an unknown key',
      '- rule: EXP-BYTE-001\n  reason: why\n  because: x\n',
      'known.yaml:3: because is unknown here: an entry has rule, transport and reason',
    ],
    [
      'a section in place of a list',
      'rule: EXP-BYTE-001\n',
      'known.yaml:1: the file is a list of entries, each with rule, transport and reason',
    ],
    [
      'a word in place of an entry',
      '- EXP-BYTE-001\n',
      'known.yaml:1: an entry is a section with rule, transport and reason',
    ],
    [
      'a rule twice',
      '- { rule: EXP-BYTE-001, reason: a }\n- { rule: EXP-BYTE-001, transport: udp, reason: b }\n',
      'known.yaml:2: EXP-BYTE-001 stands in the list already: remove one of the entries',
    ],
  ])('refuses %s, and names the line', (_what, yaml, problem) => {
    expect(problemsOf(yaml)).toBe(problem);
  });

  it('refuses a rule on all transports that stands there on one', () => {
    const yaml = '- { rule: EXP-BYTE-001, transport: udp, reason: a }\n- { rule: EXP-BYTE-001, reason: b }\n';
    expect(problemsOf(yaml)).toContain('known.yaml:2: EXP-BYTE-001 stands in the list already');
  });

  it('takes a rule on two transports', () => {
    const on = (transport: string) => `- { rule: EXP-BYTE-001, transport: ${transport}, reason: why }\n`;
    expect(problemsOf(on('tcp') + on('udp'))).toBe('');
  });

  it('names every mistake in the order of the lines, also in the YAML', () => {
    const problems = problemsOf('- rule: EXP-NONE-001\n  reason: 3\n- rule: EXP-NONE-002\n').split('\n');
    expect(problems.map((problem) => problem.split(':')[1])).toEqual(['1', '2', '3', '3']);
    expect(problemsOf('- rule: [\n')).toMatch(/^known\.yaml:\d: not valid YAML/);
  });

  it('names a file that is missing', () => {
    expect(() => readKnownFailing('/nowhere/known.yaml')).toThrow(
      '/nowhere/known.yaml: there is no such file',
    );
  });
});
