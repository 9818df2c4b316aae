import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import {
  compareReports,
  type ReportKind,
  readReport,
  renderHtml,
  renderJsonSchema,
  reportKinds,
} from '../conformance/index.ts';
import { exitCodes } from './exit-codes.ts';

interface Options {
  readonly html?: string;
  readonly schema?: ReportKind;
}

/** Adds `exproto report`. */
export function addReport(program: Command): void {
  program
    .command('report')
    .description('compare reports of certifications or verifications, or show them as a page')
    .argument('[reports...]', 'files that `exproto certify --json` or `exproto verify --json` wrote')
    .option('--html <file>', 'write a page about them')
    .addOption(
      new Option('--schema [of]', 'print the JSON Schema of reports')
        .choices(reportKinds)
        .preset('gateway' satisfies ReportKind),
    )
    .action(run);
}

function run(paths: readonly string[], { html, schema }: Options, command: Command): void {
  if (schema !== undefined) return void process.stdout.write(renderJsonSchema(schema));
  const reports = paths.map(readReport);
  const [only, ...others] = reports;
  if (only === undefined)
    command.error(
      'error: name a report that `exproto certify --json FILE` or `exproto verify --json FILE` wrote',
    );
  if (new Set(reports.map((report) => 'handler' in report)).size > 1)
    command.error('error: gateways and handlers have no rule in common: compare reports of either');
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
