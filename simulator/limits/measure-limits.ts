import { AccessRules } from '../../gateway/limits/access-rules.ts';
import { createConnector, type DeviceCredentials } from '../clients/create-connector.ts';
import type { Target, Transport } from '../clients/device-socket.ts';
import { readSystemLimits, type SystemLimits } from '../run/check-resources.ts';
import type { Verdict } from '../run/verdict.ts';
import { startOwnTarget } from '../target/own-target.ts';
import { Company } from './company.ts';
import type { Finding } from './compare.ts';
import type { DeclaredLimits } from './declared-limits.ts';
import { type LimitName, limitNames } from './limit-names.ts';
import { type AddressAccess, measureAccess } from './measure-access.ts';
import { asDeclared, asLines, ownLimits } from './own-limits.ts';
import { parseDeclared } from './parse-declared.ts';
import { probeAddresses } from './probe-addresses.ts';
import { Survey } from './survey.ts';

/** What is measured, and against what. */
export interface LimitsOptions {
  /** Without it our own gateway is started, with limits of its own. */
  readonly target?: Target | undefined;
  /** Of our own gateway; TCP where it is missing. */
  readonly transport?: Transport | undefined;
  /** What the listener is said to keep; that of our own gateway is known. */
  readonly declared?: DeclaredLimits | undefined;
  /** Addresses of this machine that are tried for access. */
  readonly sources?: readonly string[] | undefined;
  readonly credentials?: DeviceCredentials | undefined;
  /** Connections that are tried at most; twice what is declared, or 500. */
  readonly most?: number | undefined;
  /** Connections per second that are offered where no rate is declared; 200. */
  readonly offered?: number | undefined;
  /** How long a rate is counted, in milliseconds; 2000. */
  readonly time?: number | undefined;
  /** By what part a rate may differ from what is declared; 0.1. */
  readonly tolerance?: number | undefined;
  /** All where it is missing. */
  readonly only?: readonly LimitName[] | undefined;
  /** Called with each finding as it is there. */
  readonly onFinding?: ((finding: Finding) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of it. */
export interface LimitsResult {
  readonly target: Target;
  /** Whether the handler sends back what devices send. */
  readonly echoes: boolean;
  readonly tolerance: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly findings: readonly Finding[];
  /** `failed` when a limit differs from what is declared, else `inconclusive` when one could not be told. */
  readonly verdict: Verdict['verdict'];
}

/**
 * Measures the limits of a listener from outside, and compares them with what is declared. For its time it takes all of the
 * listener: other devices are kept out, and falsify the result.
 *
 * @param system What this machine allows.
 * @throws {SimulatorError} `TARGET_UNREACHABLE`, `CREDENTIALS_UNUSABLE`, `OPTION_INVALID` for a source that isn't of this machine
 */
export async function measureLimits(
  options: LimitsOptions = {},
  system: SystemLimits = readSystemLimits(),
): Promise<LimitsResult> {
  const { transport = 'tcp' } = options;
  const own =
    options.target === undefined
      ? await startOwnTarget([transport], 'echo', asLines(ownLimits(transport)))
      : undefined;
  try {
    const target = own?.targets[0] ?? options.target;
    if (target === undefined) throw new TypeError('there is neither a target nor our own gateway');
    const declared =
      options.declared ??
      (own === undefined ? { numbers: {} } : parseDeclared(asDeclared(ownLimits(transport))));
    return await measureAt(target, declared, options, system);
  } finally {
    await own?.stop();
  }
}

async function measureAt(
  target: Target,
  declared: DeclaredLimits,
  options: LimitsOptions,
  system: SystemLimits,
): Promise<LimitsResult> {
  const began = performance.now();
  const { tolerance = 0.1, credentials = {}, only = limitNames, onFinding, signal } = options;
  const findings: Finding[] = [];
  const add = (...found: readonly Finding[]) => {
    findings.push(...found);
    for (const finding of found) onFinding?.(finding);
  };
  const accesses = await tryAddresses(target, declared, options);
  if (only.includes('access_rules')) add(...accesses.map((access) => findingOf(access, declared)));
  const allowed = accesses.filter((access) => access.allowed);
  const echoes = allowed.some((access) => access.echoes);
  const sources = allowed.flatMap(({ source }) => (source === undefined ? [] : [source]));
  const connector = await createConnector(target, { sources, credentials });
  const company = new Company({ connector, transport: target.transport, echoes });
  for (const { visitor } of accesses) if (visitor !== undefined) company.adopt(visitor);
  try {
    const blind = allowed.length === 0 ? noAddress(target) : undefined;
    const survey = new Survey(company, declared, options, { tolerance, system, blind });
    for (const limit of orderOf(echoes)) {
      if (limit === 'access_rules' || !only.includes(limit)) continue;
      const found = signal?.aborted === true ? [] : await survey.measure(limit);
      // What was interrupted has measured nothing.
      if (signal?.aborted === true) break;
      add(...found);
    }
  } finally {
    company.end();
    connector.close();
  }
  const duration = performance.now() - began;
  return { target, echoes, tolerance, duration, findings, verdict: verdictOf(findings, signal) };
}

/** Where nothing comes back, throughput is measured by filling buffers, which takes places for a while. */
function orderOf(echoes: boolean): readonly LimitName[] {
  if (echoes) return limitNames;
  const isThroughput = (limit: LimitName) => /(bytes|messages)_rate$/.test(limit);
  return [...limitNames].sort((first, second) => Number(isThroughput(first)) - Number(isThroughput(second)));
}

/** The first address decides whether the handler echoes, so one is always tried. */
async function tryAddresses(
  target: Target,
  { numbers, accessRules = [] }: DeclaredLimits,
  { sources = [], credentials = {}, signal }: LimitsOptions,
): Promise<readonly AddressAccess[]> {
  const given = sources.length > 0 ? sources : probeAddresses(target.host, accessRules);
  const interval = 1_200 / (numbers.max_conn_rate ?? Number.POSITIVE_INFINITY);
  const accesses: AddressAccess[] = [];
  for (const source of given.length > 0 ? given : [undefined])
    accesses.push(await measureAccess(target, source, credentials, interval, signal));
  return accesses;
}

function findingOf({ source, allowed }: AddressAccess, { accessRules }: DeclaredLimits): Finding {
  const measured = allowed ? 'allowed' : 'denied';
  const facts = { limit: 'access_rules', measured, ...(source === undefined ? {} : { source }) } as const;
  if (accessRules === undefined) return { ...facts, verdict: 'undeclared' };
  if (source === undefined)
    return accessRules.length === 0
      ? { ...facts, declared: 'allowed', verdict: allowed ? 'matches' : 'too strict' }
      : { ...facts, verdict: 'inconclusive', reason: 'give addresses of this machine with --source' };
  const declared = new AccessRules(accessRules).allow(source) ? 'allowed' : 'denied';
  if (declared === measured) return { ...facts, declared, verdict: 'matches' };
  return { ...facts, declared, verdict: allowed ? 'too lax' : 'too strict' };
}

function noAddress({ transport }: Target): string {
  return transport === 'udp'
    ? 'no address was let in, or the handler does not send back what devices send: on UDP neither can be seen'
    : 'no address was let in: give one that is with --source';
}

function verdictOf(findings: readonly Finding[], signal: AbortSignal | undefined): LimitsResult['verdict'] {
  if (findings.some(({ verdict }) => verdict === 'too lax' || verdict === 'too strict')) return 'failed';
  const unclear = findings.some(({ verdict }) => verdict === 'inconclusive') || signal?.aborted === true;
  return unclear ? 'inconclusive' : 'passed';
}
