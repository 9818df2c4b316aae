import type { Certification } from '../gateway/certify.ts';
import { type Verdict, verdicts } from '../judge/verdict.ts';
import type { Versions } from '../versions.ts';
import { digestOf } from './digest.ts';
import { toJson } from './json.ts';
import { serviceLabel } from './service-label.ts';

/** When and by what a gateway was certified. */
export interface Issue {
  readonly date: Date;
  readonly versions: Versions;
}

/** What keeps a run from being a certificate; empty where nothing does. */
export function objections({ verdict, results }: Certification): readonly string[] {
  const listed = (['inconclusive', 'known failure', 'fixed'] as const).map((kind) => {
    const rules = results.filter(({ transports }) => transports.some((each) => each.verdict === kind));
    return rules.length === 0 ? '' : `${kind}: ${rules.map(({ rule }) => rule.id).join(', ')}`;
  });
  return [verdict === 'passed' ? '' : `the gateway has ${verdictWords[verdict]}`, ...listed].filter(Boolean);
}

const verdictWords = { failed: 'failed', inconclusive: 'not shown to keep every MUST', passed: 'passed' };

/** With a broken MUST there is no certificate. */
function isBroken(verdict: Verdict): boolean {
  return verdict === 'failed' || verdict === 'flaky';
}

/** The certificate of a gateway that has passed in full. */
export function renderCertificate(certification: Certification, { date, versions }: Issue): string {
  const { target, transports, mode, seed, results, scenarioCount } = certification;
  const count = (wanted: string) => results.filter(({ verdict }) => verdict === wanted).length;
  const counts = verdicts
    .filter((verdict) => verdict === 'passed' || count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}${isBroken(verdict) ? ' (SHOULD)' : ''}`);
  return [
    'CERTIFICATE',
    `  gateway     ${target.name}`,
    `  service     ${serviceLabel(target.handler)}`,
    `  dialect     ${target.dialect}`,
    `  transports  ${transports.join(', ')}`,
    `  rules       ${results.length}: ${counts.toReversed().join(', ')}`,
    `  run         ${mode}, ${scenarioCount} scenarios, seed ${seed}`,
    `  suite       exproto-kit ${versions.suite}, Node.js ${versions.node}`,
    `  date        ${date.toISOString()}`,
    `  report      sha-256 ${digestOf(toJson(certification))}`,
    '',
  ].join('\n');
}
