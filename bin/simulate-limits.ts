import { closeSync, writeSync } from 'node:fs';
import type { Command } from 'commander';
import {
  type DeclaredLimits,
  invalidOption,
  type LimitsOptions,
  limitsRecord,
  measureLimits,
  mergeDeclared,
  parseDeclared,
  parseLimitName,
  parseSources,
  readDeclaredLimits,
  renderFinding,
  renderLimitsHead,
  renderLimitsVerdict,
  type Target,
  type Transport,
} from '../simulator/index.ts';
import { exitCodes } from './exit-codes.ts';
import { openReport } from './open-report.ts';
import { duration, integer, percent, rateOf } from './option-values.ts';
import { readCredentials } from './read-credentials.ts';
import { parseTarget, readTransport } from './simulate-options.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** The options of `exproto simulate limits`, as they were written. */
export interface SimulateLimitsOptions {
  readonly target?: string;
  readonly transport?: string;
  readonly config?: string;
  readonly listener?: string;
  readonly declare: readonly string[];
  readonly source?: string;
  readonly most?: string;
  readonly offer?: string;
  readonly for: string;
  readonly tolerance: string;
  readonly only?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
  readonly json?: string;
}

/** Adds `exproto simulate limits`. */
export function addSimulateLimits(simulate: Command): void {
  simulate
    .command('limits')
    .description(
      'measure the limits of a listener, and compare them with what is declared; without --target and --config our own, with an echo handler',
    )
    .option(
      '--target <url>',
      'tcp://host:port, or tls, udp, dtls (default: the bind of the listener in --config)',
    )
    .option('--transport <name>', 'without --target and --config: tcp, tls, udp or dtls (default: tcp)')
    .option('--config <file>', "the gateway's configuration file: what it declares")
    .option('--listener <name>', 'the listener in it, such as tcp:default; needed where there are more')
    .option(
      '--declare <limit>',
      "such as max_connections=1000 or 'access_rules=deny 10.0.0.0/8'; repeatable, and above --config",
      (value: string, before: readonly string[]) => [...before, value],
      [],
    )
    .option('--source <addresses>', 'that are tried for access: 127.0.0.1,127.0.0.2')
    .option('--most <number>', 'connections that are tried (default: twice what is declared, or 500)')
    .option('--offer <rate>', 'connections where no rate is declared (default: 200/s)')
    .option('--for <time>', 'how long each rate is counted', '2s')
    .option('--tolerance <percent>', 'by which a rate may differ', '10%')
    .option('--only <limits>', 'measure these alone: max_connections,max_conn_rate')
    .option('--ca <file>', 'whom devices on TLS and DTLS trust; anyone without it')
    .option('--cert <file>', 'certificate of the devices')
    .option('--key <file>', 'its key')
    .option('--servername <name>', "that the target's certificate must have")
    .option('--json <file>', 'write the result')
    .action(run);
}

async function run(options: SimulateLimitsOptions): Promise<void> {
  const settings = readSimulateLimitsOptions(options);
  const json = openReport('--json', options.json);
  try {
    process.stdout.write(renderLimitsHead());
    const result = await measureLimits({
      ...settings,
      onFinding: (finding) => process.stdout.write(renderFinding(finding)),
      signal: stopOnSignal(),
    });
    if (json !== undefined) writeSync(json, `${JSON.stringify(limitsRecord(result), undefined, 2)}\n`);
    process.stdout.write(renderLimitsVerdict(result));
    process.exitCode = exitCodes[result.verdict];
  } finally {
    if (json !== undefined) closeSync(json);
  }
}

/**
 * @throws {SimulatorError} `OPTION_INVALID`
 * @throws {ConfigurationError} for a file that can't be used
 */
export function readSimulateLimitsOptions(options: SimulateLimitsOptions): LimitsOptions {
  const { source, most, offer, only } = options;
  return {
    ...where(options),
    sources: source === undefined ? [] : parseSources(source),
    credentials: readCredentials(options),
    most: most === undefined ? undefined : integer('--most', most, 1, 1_000_000),
    offered: offer === undefined ? undefined : rateOf('--offer', offer),
    time: duration('--for', options.for, 1),
    tolerance: percent('--tolerance', options.tolerance),
    only: only?.split(',').map((name) => parseLimitName('--only', name.trim())),
  };
}

function where(options: SimulateLimitsOptions): {
  readonly target?: Target | undefined;
  readonly transport?: Transport;
  readonly declared?: DeclaredLimits;
} {
  const { config, listener, transport, declare } = options;
  const given = options.target === undefined ? undefined : parseTarget(options.target);
  if (transport !== undefined && (given !== undefined || config !== undefined))
    throw invalidOption('--transport', transport, 'it is for a run without --target and --config');
  const stated = parseDeclared(declare);
  if (config !== undefined) {
    const { declared, target, warnings } = readDeclaredLimits(config, listener);
    for (const warning of warnings) process.stderr.write(`exproto: warning: ${warning}\n`);
    if (given === undefined && target === undefined)
      throw invalidOption(
        '--config',
        config,
        'the system chooses the port of its listener: say which with --target',
      );
    return { target: given ?? target, declared: mergeDeclared(declared, stated) };
  }
  if (listener !== undefined)
    throw invalidOption('--listener', listener, 'it is one in a file: give --config, too');
  if (given !== undefined) return { target: given, declared: stated };
  if (declare.length > 0)
    throw invalidOption('--declare', declare[0] ?? '', 'it is for a gateway of yours: give --target, too');
  return { transport: readTransport(transport) };
}
