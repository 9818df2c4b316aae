import type { Command } from 'commander';
import { catalogue, handlerCatalogue, renderRules } from '../conformance/index.ts';

/** Adds `exproto rules`. */
export function addRules(program: Command): void {
  program
    .command('rules')
    .description('list the rules that a gateway is certified by')
    .option('--markdown', 'as the page docs/rules.md')
    .option('--handler', 'those that a handler is verified by')
    .action(({ markdown, handler }: { markdown?: true; handler?: true }) => {
      if (markdown === true && handler !== true) return void process.stdout.write(renderRules(catalogue));
      for (const { id, level, text, source } of handler === true ? handlerCatalogue : catalogue)
        process.stdout.write(`${id}  ${level.padEnd(6)}  ${text} [${source}]\n`);
    });
}
