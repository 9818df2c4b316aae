import { writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import {
  type Captured,
  explainProfile,
  formatCapture,
  proposeProfile,
  readCapture,
  readProfile,
  recordSession,
} from '../simulator/index.ts';
import { openReport } from './open-report.ts';
import { parseAddress } from './parse-address.ts';

interface RecordOptions {
  readonly listen?: { readonly host: string; readonly port: number };
  readonly target?: { readonly host: string; readonly port: number };
}

/** Adds `exproto profile`. */
export function addProfile(program: Command): void {
  const profile = program.command('profile').description('look at device profiles, and make one');
  profile
    .command('check')
    .description('say what a profile says, with a sample of each frame')
    .argument('<file>', 'YAML, or a module that exports what defineDevice made')
    .option('--seed <number>', 'choose other samples', parseSeed)
    .action(async (file: string, { seed = 1 }: { readonly seed?: number }) => {
      process.stdout.write(`${explainProfile(await readProfile(file), seed)}\nseed ${seed}\n`);
    });
  profile
    .command('record')
    .description('propose a profile from what a device and its gateway said to each other')
    .argument('<capture>', 'a file with a line for each read, "< 0d 0a" from the device, "> 0d 0a" to it')
    .option('--listen <address>', 'write the capture: let a device connect here, on TCP', parseAddress)
    .option('--target <address>', 'the gateway that it is passed on to', parseAddress)
    .action(async (file: string, options: RecordOptions, command: Command) => {
      const { listen, target } = options;
      if ((listen === undefined) !== (target === undefined))
        command.error('error: --listen and --target need each other: add the one that is missing');
      const captured =
        listen === undefined || target === undefined ? readCapture(file) : await record(listen, target, file);
      const { text, understood, total } = proposeProfile(captured, basename(file, extname(file)));
      process.stdout.write(text);
      process.stderr.write(`exproto: the proposal understands ${understood} of ${total} frames\n`);
    });
}

/** Records until Ctrl-C. */
async function record(
  listen: NonNullable<RecordOptions['listen']>,
  target: NonNullable<RecordOptions['target']>,
  file: string,
): Promise<readonly Captured[]> {
  // Before the session, not after it.
  const capture = openReport('the capture', file);
  const recorder = await recordSession(listen, target);
  process.stderr.write(
    `exproto: let a device connect to ${listen.host}:${recorder.port}; Ctrl-C ends the recording\n`,
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  await recorder.stop();
  writeFileSync(capture, formatCapture(recorder.captured));
  return readCapture(file);
}

function parseSeed(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('it is a whole number.');
  return Number(text);
}
