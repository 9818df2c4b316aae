import { type Command, InvalidArgumentError, Option } from 'commander';
import { formatAddress } from '../conformance/gateway/target/address.ts';
import {
  type Address,
  type BundledOptions,
  readKnownHandlerFailures,
  readSamples,
  renderVerification,
  type ServiceChoice,
  serviceChoices,
  toHandlerBundle,
  type VerifyOptions,
  verificationToJson,
  verifyHandler,
} from '../conformance/index.ts';
import { shellWord } from '../conformance/report/shell-word.ts';
import { readProfile } from '../simulator/index.ts';
import { exitCodes } from './exit-codes.ts';
import { parseAddress } from './parse-address.ts';
import { openReports, type ReportFiles, writeBundle } from './write-reports.ts';

interface Options extends ReportFiles {
  readonly handler: Address;
  readonly adapter: Address;
  readonly service?: ServiceChoice;
  readonly start?: string;
  readonly pid?: number;
  readonly profile?: string;
  readonly samples?: readonly string[];
  readonly transport?: readonly ('tcp' | 'udp')[];
  readonly deadline?: number;
  readonly seed?: number;
  readonly path?: string;
  readonly only?: readonly string[];
  readonly knownFailing?: string;
  readonly verbose?: true;
  readonly full?: true;
}

/** Adds `exproto verify`. */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('play gateway and devices against your handler, and find what will go wrong')
    .option('--handler <address>', 'where the handler listens', parseAddress, local(9_001))
    .option('--adapter <address>', 'where the handler expects the adapter', parseAddress, local(9_100))
    .addOption(
      new Option('--service <name>', 'the service of the handler; found by asking').choices(serviceChoices),
    )
    .option('--start <command>', 'start the handler, and kill and restart it on the way')
    .addOption(
      new Option('--pid <number>', 'follow the memory of this process')
        .argParser(parseCount)
        .conflicts('start'),
    )
    .option('--profile <file>', 'how devices talk: a device profile, as docs/device-profiles.md tells')
    .option('--samples <files...>', 'what devices send: bytes, or a sample in each line of a .hex file')
    .option('--transport <names>', 'how devices connect: tcp,udp (default), tcp or udp', parseTransports)
    .option('--deadline <milliseconds>', 'how long a callback may take: 5000', parseCount)
    .option('--seed <number>', 'repeat the random choices of an earlier run', parseSeed)
    .option('--path <path>', 'play only the conversation that a failure names')
    .option('--only <rules...>', 'judge only these rules, by their ids')
    .option('--known-failing <file>', 'rules that the handler is known to break, which fail nothing')
    .option('--json <file>', 'write the report as JSON')
    .option('--junit <file>', 'write the report as JUnit XML')
    .option('--html <file>', 'write the report as a page')
    .option('--bundle <file>', 'where a rule is broken, write what `exproto replay` needs')
    .option('--verbose', 'a line for each rule, with how often it was put to the test')
    .addOption(new Option('--quick', 'at most 15 seconds (default)').conflicts('full'))
    .option('--full', 'ten times as many conversations, at most two minutes')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const given = toOptions(options);
  const profile = options.profile === undefined ? {} : { profile: await readProfile(options.profile) };
  const writeReports = openReports(options);
  const verification = await verifyHandler({ ...given, ...profile });
  writeReports(verificationToJson(verification));
  if (options.bundle !== undefined) writeBundle(options.bundle, toHandlerBundle(verification, given));
  process.stdout.write(
    renderVerification(verification, {
      color: process.stdout.hasColors?.() ?? false,
      verbose: options.verbose ?? false,
    }),
  );
  process.exitCode = exitCodes[verification.verdict];
}

function toOptions(options: Options): VerifyOptions & BundledOptions {
  const { adapter, service, profile, samples, transport, deadline, seed, path, only, knownFailing, full } =
    options;
  return {
    handler: toSource(options),
    adapter,
    command: commandOf(options),
    mode: full === true ? 'full' : 'quick',
    ...(service === undefined ? {} : { service }),
    ...(profile === undefined ? {} : { profileFile: profile }),
    ...(samples === undefined ? {} : { samples: readSamples(samples) }),
    ...(transport === undefined ? {} : { transports: transport }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
    ...(only === undefined ? {} : { only }),
    ...(knownFailing === undefined ? {} : { knownFailing: readKnownHandlerFailures(knownFailing) }),
    progress: ({ phase, done, total, failed }) => {
      if (process.stderr.isTTY)
        process.stderr.write(
          `\r\u001b[K${phase}  ${done}/${total}${failed === 0 ? '' : `  ${failed} rules broken`}`,
        );
    },
  };
}

function toSource({ handler: address, start, pid }: Options): BundledOptions['handler'] {
  if (start !== undefined) return { address, command: start };
  return { address, ...(pid === undefined ? {} : { pid }) };
}

/** What a failure depends on: how the handler is reached, and what it is told. */
function commandOf(given: Options): string {
  const { handler, adapter, service, start, pid, profile, samples, transport, deadline, full } = given;
  const options = [
    ...['--handler', formatAddress(handler), '--adapter', formatAddress(adapter)],
    ...(service === undefined ? [] : ['--service', service]),
    ...(start === undefined ? [] : ['--start', shellWord(start)]),
    ...(profile === undefined ? [] : ['--profile', shellWord(profile)]),
    ...(samples === undefined ? [] : ['--samples', ...samples.map(shellWord)]),
    ...(pid === undefined ? [] : ['--pid', String(pid)]),
    ...(deadline === undefined ? [] : ['--deadline', String(deadline)]),
    ...(transport === undefined ? [] : ['--transport', transport.join(',')]),
    ...(full === true ? ['--full'] : []),
  ];
  return ['exproto verify', ...options].join(' ');
}

function local(port: number): Address {
  return { host: '127.0.0.1', port };
}

function parseTransports(text: string): readonly ('tcp' | 'udp')[] {
  return text.split(',').map((name) => {
    if (name !== 'tcp' && name !== 'udp') throw new InvalidArgumentError('there are tcp and udp.');
    return name;
  });
}

function parseSeed(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('it is a whole number, as the report prints it.');
  return Number(text);
}

function parseCount(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('it is a whole number above 0.');
  return Number(text);
}
