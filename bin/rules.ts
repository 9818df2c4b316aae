import type { Command } from 'commander';
import { catalogue, renderRules } from '../conformance/index.ts';

/** Adds `exproto rules`. */
export function addRules(program: Command): void {
  program
    .command('rules')
    .description('list the rules that a gateway is certified by')
    .option('--markdown', 'as the page docs/rules.md')
    .action(({ markdown }: { markdown?: true }) => {
      if (markdown === true) return void process.stdout.write(renderRules(catalogue));
      for (const { id, level, text, source } of catalogue)
        process.stdout.write(`${id}  ${level.padEnd(6)}  ${text} [${source}]\n`);
    });
}
