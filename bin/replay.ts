import type { Command } from 'commander';
import {
  type Address,
  type Bundle,
  type Failure,
  findRule,
  parseTarget,
  type Replay,
  readBundle,
  readTarget,
  replayFailure,
  type TargetSource,
} from '../conformance/index.ts';
import { createProgress } from '../conformance/report/progress.ts';
import { exitCodes } from './exit-codes.ts';
import { parseAddress } from './parse-address.ts';
import { renderReplay } from './render-replay.ts';
import { replayHandler } from './replay-handler.ts';

interface Options {
  readonly target?: string;
  readonly handler?: Address;
  readonly adapter?: Address;
  readonly start?: string;
}

/** Adds `exproto replay`. */
export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('run the failures of an earlier run again, and say whether they are fixed')
    .argument('<bundle>', 'the file that `exproto certify --bundle` or `exproto verify --bundle` wrote')
    .option('--target <file>', 'the gateway to run them on; the one that failed, where it is missing')
    .option(
      '--handler <address>',
      'where the handler listens; where it did, if this is missing',
      parseAddress,
    )
    .option('--adapter <address>', 'where the handler expects the adapter; as it was', parseAddress)
    .option('--start <command>', 'starts the handler; the command of the bundle, unless --handler is there')
    .action(run);
}

async function run(path: string, options: Options, command: Command): Promise<void> {
  const bundle = readBundle(path);
  const { target, handler, adapter, start } = options;
  if ('target' in bundle) {
    if (handler !== undefined || adapter !== undefined || start !== undefined)
      command.error('error: the bundle is of a gateway: name it by --target');
    process.exitCode = exitCodeOf(await replayGateway(bundle, target));
    return;
  }
  if (target !== undefined)
    command.error('error: the bundle is of a handler: name it by --handler or --start');
  const { address } = bundle.handler;
  const moved = {
    ...(handler === undefined ? {} : { handler: { address: handler } }),
    ...(start === undefined ? {} : { handler: { address: handler ?? address, command: start } }),
    ...(adapter === undefined ? {} : { adapter }),
  };
  process.exitCode = exitCodeOf(await replayHandler(bundle, moved));
}

async function replayGateway(
  bundle: Bundle,
  file: string | undefined,
): Promise<readonly Replay['outcome'][]> {
  const target = file === undefined ? toSource(bundle) : readTarget(file);
  const outcomes: Replay['outcome'][] = [];
  for (const failure of bundle.failures) {
    const progress = createProgress(process.stderr);
    try {
      const replay = await replayFailure(failure, target, progress.show);
      outcomes.push(replay.outcome);
      progress.clear();
      process.stdout.write(renderReplay(titleOf(failure), replay));
    } finally {
      progress.clear();
    }
  }
  return outcomes;
}

function toSource({ target }: Bundle): TargetSource {
  return 'own' in target ? target : parseTarget(target.text, target.file);
}

function titleOf({ rule, replay: { transport } }: Failure): string {
  return `${rule} on ${transport}: ${findRule(rule)?.text ?? ''}`;
}

function exitCodeOf(outcomes: readonly Replay['outcome'][]): number {
  if (outcomes.includes('failed')) return exitCodes.failed;
  return outcomes.includes('inconclusive') ? exitCodes.inconclusive : exitCodes.passed;
}
