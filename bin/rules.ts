import type { Command } from 'commander';
import { catalogue } from '../conformance/index.ts';

/** Adds `exproto rules`. */
export function addRules(program: Command): void {
  program
    .command('rules')
    .description('list the rules that a gateway is certified by')
    .action(() => {
      for (const { id, level, text, source } of catalogue)
        process.stdout.write(`${id}  ${level.padEnd(6)}  ${text} [${source}]\n`);
    });
}
