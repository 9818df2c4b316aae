import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { compareReports, readReport, renderHtml, renderJsonSchema } from '../conformance/index.ts';
import { exitCodes } from './exit-codes.ts';

interface Options {
  readonly html?: string;
  readonly schema?: true;
}

/** Adds `exproto report`. */
export function addReport(program: Command): void {
  program
    .command('report')
    .description('compare reports of certifications, or show them as a page')
    .argument('[reports...]', 'files that `exproto certify --json` wrote')
    .option('--html <file>', 'write a page about them')
    .option('--schema', 'print the JSON Schema of reports')
    .action(run);
}

function run(paths: readonly string[], { html, schema }: Options, command: Command): void {
  if (schema === true) return void process.stdout.write(renderJsonSchema());
  const reports = paths.map(readReport);
  const [only, ...others] = reports;
  if (only === undefined) command.error('error: name a report that `exproto certify --json FILE` wrote');
  if (html !== undefined) writeFileSync(html, renderHtml(reports));
  if (others.length === 0) {
    if (html === undefined)
      command.error('error: name another report to compare it with, or --html FILE for a page');
    return;
  }
  const { text, worse } = compareReports(reports, process.stdout.hasColors?.() ?? false);
  process.stdout.write(text);
  process.exitCode = worse > 0 ? exitCodes.failed : exitCodes.passed;
}
