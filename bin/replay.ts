import type { Command } from 'commander';
import {
  type Bundle,
  type Failure,
  findRule,
  parseTarget,
  type Replay,
  readBundle,
  readTarget,
  renderTrace,
  replayFailure,
  type TargetSource,
} from '../conformance/index.ts';
import { createProgress } from '../conformance/report/progress.ts';
import { exitCodes } from './exit-codes.ts';

/** Adds `exproto replay`. */
export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('run the failures of an earlier certification again, and say whether they are fixed')
    .argument('<bundle>', 'the file that `exproto certify --bundle` wrote')
    .option('--target <file>', 'the gateway to run them on; the one that failed, where it is missing')
    .action(run);
}

async function run(path: string, { target: file }: { readonly target?: string }): Promise<void> {
  const bundle = readBundle(path);
  const target = file === undefined ? toSource(bundle) : readTarget(file);
  const outcomes: Replay['outcome'][] = [];
  for (const failure of bundle.failures) {
    const progress = createProgress(process.stderr);
    try {
      const replay = await replayFailure(failure, target, progress.show);
      outcomes.push(replay.outcome);
      progress.clear();
      process.stdout.write(render(failure, replay));
    } finally {
      progress.clear();
    }
  }
  process.exitCode = exitCodeOf(outcomes);
}

function toSource({ target }: Bundle): TargetSource {
  return 'own' in target ? target : parseTarget(target.text, target.file);
}

function exitCodeOf(outcomes: readonly Replay['outcome'][]): number {
  if (outcomes.includes('failed')) return exitCodes.failed;
  return outcomes.includes('inconclusive') ? exitCodes.inconclusive : exitCodes.passed;
}

function render({ rule, replay: { transport } }: Failure, { outcome, failure, reason }: Replay): string {
  const words = findRule(rule)?.text ?? '';
  const lines = [
    `${outcome.toUpperCase()}  ${rule} on ${transport}: ${words}`,
    ...(reason === undefined ? [] : [`  ${reason}`]),
    ...(failure === undefined ? [] : [`  expected  ${failure.expected}`, `  but       ${failure.actual}`]),
    ...renderTrace(failure?.trace ?? []).map((line) => `  ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}
