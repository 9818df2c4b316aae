import { describe, expect, it } from 'vitest';
import type { Certification } from '../gateway/certify.ts';
import type { KnownFailure } from '../judge/known-failure.ts';
import { type Failure, Scoreboard } from '../judge/scoreboard.ts';
import { judgeAll, judgeRules } from '../judge/verdict.ts';
import { catalogue, type RuleId } from '../rules/catalogue.ts';
import { objections, renderCertificate } from './certificate.ts';
import { digestOf } from './digest.ts';
import { toJson } from './json.ts';

const address = { host: '127.0.0.1', port: 1 };
const should = 'EXP-CONN-009';

function failureOf(rule: RuleId): Failure {
  const replay = { transport: 'tcp', seed: 1, path: '0' } as const;
  return { rule, expected: '', actual: '', scenario: '', steps: [], trace: [], replay };
}

/** A run in which each rule held, except for these. */
function certificationWith({
  broken = [],
  untested = [],
  known = [],
}: {
  readonly broken?: readonly RuleId[];
  readonly untested?: readonly RuleId[];
  readonly known?: readonly KnownFailure[];
}): Certification {
  const scoreboard = new Scoreboard();
  for (const { id } of catalogue) if (!untested.includes(id)) scoreboard.exercise(id);
  for (const rule of broken) scoreboard.fail(failureOf(rule));
  const results = judgeRules(
    [{ transport: 'tcp', scoreboard, has: () => true, concerns: () => true }],
    undefined,
    known,
  );
  return {
    target: {
      name: 'a gateway',
      listeners: { tcp: address },
      adapter: address,
      handler: { listen: address, service: 'ConnectionUnaryHandler', mode: 'unary' },
      dialect: 'emqx-5',
    },
    verdict: judgeAll(results),
    mode: 'full',
    seed: 42,
    transports: ['tcp'],
    results,
    scenarioCount: 7,
    duration: 1_234,
  };
}

describe('objections', () => {
  it('are none where each rule was kept, or only a SHOULD was broken', () => {
    expect(objections(certificationWith({}))).toEqual([]);
    expect(objections(certificationWith({ broken: [should] }))).toEqual([]);
  });

  it('are there where a MUST is broken', () => {
    expect(objections(certificationWith({ broken: ['EXP-BYTE-001'] }))).toEqual(['the gateway has failed']);
  });

  it('name a rule that was not put to the test, also a SHOULD', () => {
    expect(objections(certificationWith({ untested: [should] }))).toEqual([`inconclusive: ${should}`]);
  });

  it.each([
    [['EXP-BYTE-001'], 'known failure'],
    [[], 'fixed'],
  ] as const)('name what is excused: %j is %s', (broken, kind) => {
    const known = [{ rule: 'EXP-BYTE-001', reason: 'we know' }] as const;
    expect(objections(certificationWith({ broken, known }))).toEqual([`${kind}: EXP-BYTE-001`]);
  });
});

describe('renderCertificate', () => {
  it('says what was judged, by what, when, and with which outcome', () => {
    const certification = certificationWith({ broken: [should] });
    const issue = { date: new Date(0), versions: { suite: '1.2.3', node: '20.19.0' } };
    expect(renderCertificate(certification, issue).split('\n')).toEqual([
      'CERTIFICATE',
      '  gateway     a gateway',
      '  service     ConnectionUnaryHandler',
      '  dialect     emqx-5',
      '  transports  tcp',
      expect.stringMatching(/^ {2}rules {7}\d+: \d+ not applicable, \d+ passed, 1 failed \(SHOULD\)$/),
      '  run         full, 7 scenarios, seed 42',
      '  suite       exproto-kit 1.2.3, Node.js 20.19.0',
      '  date        1970-01-01T00:00:00.000Z',
      `  report      sha-256 ${digestOf(toJson(certification))}`,
      '',
    ]);
  });
});
