import type { Command } from 'commander';
import { readConfiguration, writeYaml } from '../gateway/index.ts';

/** Adds `exproto config`. */
export function addConfig(program: Command): void {
  const config = program.command('config').description('look at configuration files');
  config
    .command('check')
    .description('print what the gateway understands of a file, passwords hidden')
    .argument('<file>')
    .action((file: string) => print(file, 'hidden'));
  config
    .command('convert')
    .description('write a file of EMQ X 4 or EMQX 5 as our own YAML, passwords included')
    .argument('<file>')
    .action((file: string) => print(file, 'written'));
}

function print(file: string, passwords: 'written' | 'hidden'): void {
  const { configuration, warnings } = readConfiguration(file);
  for (const warning of warnings) process.stderr.write(`exproto: warning: ${warning}\n`);
  process.stdout.write(writeYaml(configuration, passwords));
}
