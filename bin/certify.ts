import { writeFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type Certification,
  type CertifyOptions,
  certify,
  readTarget,
  renderReport,
  type Transport,
  toJson,
  transports,
} from '../conformance/index.ts';
import { createProgress } from '../conformance/report/progress.ts';
import { exitCodes } from './exit-codes.ts';

interface Options {
  readonly target?: string;
  readonly service?: 'ConnectionUnaryHandler' | 'ConnectionHandler';
  readonly transport?: readonly Transport[];
  readonly seed?: number;
  readonly path?: string;
  readonly only?: readonly string[];
  readonly failFast?: true;
  readonly json?: string;
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
    .option('--transport <names>', 'judge only these transports, such as tcp,udp', parseTransports)
    .option('--seed <number>', 'repeat the random choices of an earlier run', parseSeed)
    .option('--path <path>', 'run only the scenario that a failure names')
    .option('--only <rules...>', 'judge only these rules, by their ids')
    .option('--fail-fast', 'end the run as soon as a rule is broken')
    .option('--json <file>', 'write the report as JSON')
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
  const progress = createProgress(process.stderr);
  let certification: Certification;
  try {
    certification = await certify({ ...toCertifyOptions(options), progress: progress.show });
  } finally {
    progress.clear();
  }
  if (options.json !== undefined)
    writeFileSync(options.json, `${JSON.stringify(toJson(certification), undefined, 2)}\n`);
  process.stdout.write(
    renderReport(certification, {
      replay: replayCommand(options),
      color: process.stdout.hasColors?.() ?? false,
      verbose: options.verbose ?? false,
    }),
  );
  process.exitCode = exitCodes[certification.verdict];
}

function toCertifyOptions(options: Options): CertifyOptions {
  const { target, service, transport, seed, path, only, full, failFast = false } = options;
  return {
    target:
      target === undefined
        ? { own: true, ...(service === undefined ? {} : { service }) }
        : readTarget(target),
    ...(transport === undefined ? {} : { transports: transport }),
    mode: full === true ? 'full' : 'quick',
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
    ...(only === undefined ? {} : { only }),
    failFast,
  };
}

function replayCommand({ target, service }: Options): string {
  const options = [
    ...(target === undefined ? [] : ['--target', target]),
    ...(service === undefined ? [] : ['--service', service]),
  ];
  return ['exproto certify', ...options].join(' ');
}

function parseTransports(text: string): readonly Transport[] {
  return text.split(',').map((name) => {
    const found = transports.find((transport) => transport === name);
    if (found === undefined) throw new InvalidArgumentError(`there are ${transports.join(', ')}.`);
    return found;
  });
}

function parseSeed(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('it is a whole number, as the report prints it.');
  return Number(text);
}
