import { describe, expect, it } from 'vitest';
import type { Certification } from '../gateway/certify.ts';
import type { KnownFailure } from '../judge/known-failure.ts';
import { Scoreboard } from '../judge/scoreboard.ts';
import { judgeAll, judgeRules } from '../judge/verdict.ts';
import { catalogue } from '../rules/catalogue.ts';
import type { Need, Rule } from '../rules/rule.ts';
import { toJson } from './json.ts';
import { renderReport } from './terminal.ts';

const address = { host: '127.0.0.1', port: 1 };

function certificationOf(...seen: readonly (Scoreboard | readonly KnownFailure[])[]): Certification {
  const scoreboards = seen.filter((each) => each instanceof Scoreboard);
  const known = seen.flatMap((each) => (each instanceof Scoreboard ? [] : each));
  const transports = (['tcp', 'udp'] as const).slice(0, scoreboards.length);
  const has = (need: Need) => need !== 'mountpoint';
  const evidence = transports.map((transport, index) => ({
    transport,
    scoreboard: scoreboards[index] as Scoreboard,
    has,
    concerns: ({ mode }: Rule) => mode !== 'stream',
  }));
  const results = judgeRules(evidence, undefined, known);
  return {
    target: {
      name: 'a gateway',
      listeners: { tcp: address },
      adapter: address,
      handler: { listen: address, service: 'ConnectionUnaryHandler', mode: 'unary' },
      dialect: 'emqx-5',
    },
    command,
    verdict: judgeAll(results),
    mode: 'quick',
    seed: 42,
    transports,
    results,
    scenarioCount: 7,
    duration: 1_234,
  };
}

function exercised(): Scoreboard {
  const scoreboard = new Scoreboard();
  for (const { id, needs } of catalogue) if (needs !== 'mountpoint') scoreboard.exercise(id);
  return scoreboard;
}

function broken(): Scoreboard {
  const scoreboard = exercised();
  scoreboard.fail({
    rule: 'EXP-TAKE-001',
    expected: 'the socket of c1 closed',
    actual: 'it is open within 5 s',
    scenario: 'takeover',
    steps: ['c1 connects', 'the handler authenticates c1 as a'],
    trace: [{ kind: 'step', at: 0, text: '1. c1 connects' }],
    replay: { transport: 'tcp', seed: 42, path: 'scenario:takeover' },
  });
  return scoreboard;
}

const command = 'exproto certify --target target.yaml';

/** The rules that are about TCP and that the gateway of these reports has what they need for. */
const kept = catalogue.filter(
  ({ transports = ['tcp'], needs, mode }) =>
    transports.includes('tcp') && needs !== 'mountpoint' && mode !== 'stream',
).length;

describe('renderReport', () => {
  it('says in one line that a gateway has passed', () => {
    const report = renderReport(certificationOf(exercised()));
    expect(report).toContain(`PASSED  a gateway keeps ${kept} rules on tcp; 7 scenarios in 1.2 s, seed 42`);
    expect(report).toContain('13 not applicable');
  });

  it('shows for a broken rule what was expected, what came, the steps, and how to see it again', () => {
    const report = renderReport(certificationOf(broken()));
    for (const text of [
      'EXP-TAKE-001 MUST A clientid that authenticates',
      'expected  the socket of c1 closed',
      'but       it is open within 5 s',
      'takeover, 2 steps:',
      '1. c1 connects',
      `${command} --transport tcp --seed 42 --path scenario:takeover`,
      `FAILED  a gateway breaks 1 of ${catalogue.length} rules`,
    ]) {
      expect(report).toContain(text);
    }
  });

  it('names transports where they differ', () => {
    const report = renderReport(certificationOf(broken(), exercised()), { verbose: true });
    expect(report).toContain('  on        tcp; kept on udp\n');
    expect(report).toMatch(/EXP-TAKE-001 .*\(failed on tcp; passed on udp\)$/m);
    expect(report).toMatch(/EXP-TAKE-002 .*[^)]$/m);
  });

  it('names the transports on which a rule was not put to the test', () => {
    const report = renderReport(certificationOf(exercised(), new Scoreboard()));
    expect(report).toContain('EXP-CONN-001 on udp, ');
  });

  it('names the rules that were never put to the test', () => {
    const report = renderReport(certificationOf(new Scoreboard()));
    expect(report).toMatch(/never put to the test: EXP-CONN-001, /);
    expect(report).toContain('INCONCLUSIVE');
  });

  it('tells of each rule how often it was put to the test', () => {
    const report = renderReport(certificationOf(broken()), { verbose: true });
    expect(report).toMatch(/^✗ EXP-TAKE-001 {2}MUST +2 checks {2}A clientid/m);
    expect(report).toMatch(/^- EXP-PUB-018 {3}MUST +0 checks/m);
  });

  it('shows both traces of a flaky rule', () => {
    const scoreboard = broken();
    const failure = scoreboard.failure('EXP-TAKE-001');
    if (failure !== undefined)
      scoreboard.heldAgain(failure, { run: 2, trace: [{ kind: 'note', at: 0, text: 'all is well' }] });
    const report = renderReport(certificationOf(scoreboard));
    for (const text of [
      '   0.000 s  1. c1 connects',
      'the same scenario held at replay 2:',
      '   0.000 s       all is well',
      `FAILED  a gateway breaks 1 of ${catalogue.length} rules, 1 of them flaky`,
      '1 flaky',
    ]) {
      expect(report).toContain(text);
    }
  });

  it('tells known failures in a line, and loudly what is fixed', () => {
    const known = (['EXP-TAKE-001', 'EXP-TAKE-002'] as const).map((rule) => ({ rule, reason: `of ${rule}` }));
    const report = renderReport(certificationOf(known, broken()));
    expect(report).toContain('known failure  EXP-TAKE-001 on tcp: of EXP-TAKE-001\n');
    expect(report).toContain(
      'FIXED  EXP-TAKE-002 passes on tcp: take it off the list of known failures (of EXP-TAKE-002)',
    );
    expect(report).toContain(`PASSED  a gateway keeps ${kept - 1} rules on tcp (known failures: 1)`);
    expect(report).not.toContain('expected ');
  });

  it('is in colour only where that is wanted', () => {
    const colored = String.fromCharCode(27);
    expect(renderReport(certificationOf(broken()))).not.toContain(colored);
    expect(renderReport(certificationOf(broken()), { color: true })).toContain(colored);
  });
});

describe('toJson', () => {
  it('holds every rule with its verdict, and the failure where there is one', () => {
    const report = JSON.parse(JSON.stringify(toJson(certificationOf(broken()))));
    expect(report).toMatchObject({ schema: 1, verdict: 'failed', seed: 42, scenarios: 7 });
    expect(report.rules).toHaveLength(catalogue.length);
    const rule = report.rules.find(({ id }: { id: string }) => id === 'EXP-TAKE-001');
    expect(rule).toMatchObject({
      verdict: 'failed',
      exercised: 2,
      transports: { tcp: { verdict: 'failed', exercised: 2 } },
      failure: { replay: { path: 'scenario:takeover' } },
    });
  });
});
