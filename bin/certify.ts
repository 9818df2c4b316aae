import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type Bundle,
  type Certification,
  type CertifyOptions,
  certify,
  currentVersions,
  type HandlerMode,
  handlerModes,
  objections,
  type Profile,
  profiles,
  readKnownFailing,
  readTarget,
  renderCertificate,
  renderReport,
  type Transport,
  toBundle,
  toJson,
  transports,
} from '../conformance/index.ts';
import { createProgress } from '../conformance/report/progress.ts';
import { exitCodes } from './exit-codes.ts';
import { openReports, type ReportFiles, writeBundle } from './write-reports.ts';

interface Options extends ReportFiles {
  readonly target?: string;
  readonly service?: 'ConnectionUnaryHandler' | 'ConnectionHandler';
  readonly mode?: HandlerMode;
  readonly transport?: readonly Transport[];
  readonly seed?: number;
  readonly path?: string;
  readonly only?: readonly string[];
  readonly profile?: readonly Profile[];
  readonly failFast?: true;
  readonly knownFailing?: string;
  readonly certify?: true;
  readonly verbose?: true;
  readonly quick?: true;
  readonly full?: true;
}

/** Adds `exproto certify`. */
export function addCertify(program: Command): void {
  program
    .command('certify')
    .description('judge a gateway by the rules of the protocol; without a target our own')
    .option('--target <file>', 'the target file that describes the gateway')
    .addOption(
      new Option('--service <name>', 'the service by which our own gateway calls the handler')
        .choices(['ConnectionUnaryHandler', 'ConnectionHandler'])
        .conflicts('target'),
    )
    .addOption(
      new Option('--mode <mode>', 'whether our own gateway calls it for each event, or keeps streams open')
        .choices(handlerModes)
        .conflicts('target'),
    )
    .option('--transport <names>', 'judge only these transports, such as tcp,udp', parseTransports)
    .option('--seed <number>', 'repeat the random choices of an earlier run', parseSeed)
    .option('--path <path>', 'run only the scenario that a failure names')
    .option('--only <rules...>', 'judge only these rules, by their ids')
    .option('--profile <names>', `judge only rules of these profiles: ${profiles.join(', ')}`, parseProfiles)
    .option('--fail-fast', 'end the run as soon as a rule is broken')
    .option('--known-failing <file>', 'rules that the gateway is known to break, which fail nothing')
    .addOption(
      new Option('--certify', 'print a certificate of a run in which nothing was left out').conflicts([
        'only',
        'profile',
        'path',
        'transport',
        'knownFailing',
        'failFast',
      ]),
    )
    .option('--json <file>', 'write the report as JSON')
    .option('--junit <file>', 'write the report as JUnit XML')
    .option('--html <file>', 'write the report as a page')
    .option('--bundle <file>', 'where a rule is broken, write what `exproto replay` needs')
    .option('--verbose', 'a line for each rule, with how often it was put to the test')
    .addOption(
      new Option(
        '--quick',
        '150 generated scenarios on each transport, at most half a minute (default)',
      ).conflicts('full'),
    )
    .option('--full', 'twenty times as many generated scenarios, at most three minutes')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const given = toCertifyOptions(options);
  const writeReports = openReports(options);
  const progress = createProgress(process.stderr);
  let certification: Certification;
  try {
    certification = await certify({ ...given, progress: progress.show });
  } finally {
    progress.clear();
  }
  writeReports(toJson(certification));
  process.stdout.write(
    renderReport(certification, {
      color: process.stdout.hasColors?.() ?? false,
      verbose: options.verbose ?? false,
    }),
  );
  process.exitCode = exitCodes[certification.verdict];
  if (options.bundle !== undefined) writeBundle(options.bundle, bundleOf(certification, options));
  if (options.certify === true) writeCertificate(certification);
}

function writeCertificate(certification: Certification): void {
  const reasons = objections(certification);
  if (reasons.length === 0) {
    const issue = { date: new Date(), versions: currentVersions() };
    return void process.stdout.write(`\n${renderCertificate(certification, issue)}`);
  }
  process.stdout.write(`\nno certificate: ${reasons.join('; ')}\n`);
  if (certification.verdict === 'passed') process.exitCode = exitCodes.inconclusive;
}

function bundleOf(certification: Certification, { target }: Options): Bundle {
  const { service, mode } = certification.target.handler;
  return toBundle(
    certification,
    target === undefined
      ? { own: true, service, mode }
      : { file: resolve(target), text: readFileSync(target, 'utf8') },
  );
}

function toCertifyOptions(options: Options): CertifyOptions {
  const {
    target,
    mode,
    transport,
    seed,
    path,
    only,
    profile,
    full,
    knownFailing,
    failFast = false,
  } = options;
  return {
    target:
      target === undefined
        ? { own: true, service: serviceOf(options), ...(mode === undefined ? {} : { mode }) }
        : readTarget(target),
    ...(transport === undefined ? {} : { transports: transport }),
    mode: full === true ? 'full' : 'quick',
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
    ...(only === undefined ? {} : { only }),
    ...(profile === undefined ? {} : { profiles: profile }),
    ...(knownFailing === undefined ? {} : { knownFailing: readKnownFailing(knownFailing) }),
    failFast,
  };
}

/** Streams are of `ConnectionHandler` alone. */
function serviceOf({ service, mode }: Options): NonNullable<Options['service']> {
  return service ?? (mode === 'stream' ? 'ConnectionHandler' : 'ConnectionUnaryHandler');
}

function parseTransports(text: string): readonly Transport[] {
  return text.split(',').map((name) => {
    const found = transports.find((transport) => transport === name);
    if (found === undefined) throw new InvalidArgumentError(`there are ${transports.join(', ')}.`);
    return found;
  });
}

function parseProfiles(text: string): readonly Profile[] {
  return text.split(',').map((name) => {
    const found = profiles.find((profile) => profile === name);
    if (found === undefined) throw new InvalidArgumentError(`there are ${profiles.join(', ')}.`);
    return found;
  });
}

function parseSeed(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('it is a whole number, as the report prints it.');
  return Number(text);
}
