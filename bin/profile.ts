import { type Command, InvalidArgumentError } from 'commander';
import { explainProfile, readProfile } from '../simulator/index.ts';

/** Adds `exproto profile`. */
export function addProfile(program: Command): void {
  const profile = program.command('profile').description('look at device profiles');
  profile
    .command('check')
    .description('say what a profile says, with a sample of each frame')
    .argument('<file>', 'YAML, or a module that exports what defineDevice made')
    .option('--seed <number>', 'choose other samples', parseSeed)
    .action(async (file: string, { seed = 1 }: { readonly seed?: number }) => {
      process.stdout.write(`${explainProfile(await readProfile(file), seed)}\nseed ${seed}\n`);
    });
}

function parseSeed(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('it is a whole number.');
  return Number(text);
}
