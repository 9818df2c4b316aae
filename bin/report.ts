import { type Command, Option } from 'commander';
import {
  compareReports,
  type ReportKind,
  readReport,
  renderHtml,
  renderJsonSchema,
  reportKinds,
} from '../conformance/index.ts';
import {
  findSimulation,
  renderSimulationSchema,
  type SimulationReportKind,
  simulationReportKinds,
} from '../simulator/index.ts';
import { exitCodes } from './exit-codes.ts';
import { writeReport } from './open-report.ts';
import { reportSimulations } from './report-simulations.ts';

interface Options {
  readonly html?: string;
  readonly json?: string;
  readonly schema?: ReportKind | SimulationReportKind;
}

/** Adds `exproto report`. */
export function addReport(program: Command): void {
  program
    .command('report')
    .description('compare reports of certifications, verifications or simulations, or show them as a page')
    .argument(
      '[reports...]',
      'files that `exproto certify`, `exproto verify` or `exproto simulate` wrote with --json',
    )
    .option('--html <file>', 'write a page about them')
    .option('--json <file>', 'of parts of one simulation: write the whole')
    .addOption(
      new Option('--schema [of]', 'print the JSON Schema of reports')
        .choices([...reportKinds, ...simulationReportKinds])
        .preset('gateway' satisfies ReportKind),
    )
    .action(run);
}

function run(paths: readonly string[], { html, json, schema }: Options, command: Command): void {
  if (schema !== undefined) return void process.stdout.write(renderSchema(schema));
  const simulations = paths.map((path) => ({ path, content: findSimulation(path) }));
  if (simulations.some(({ content }) => content !== undefined)) {
    if (simulations.some(({ content }) => content === undefined))
      command.error('error: some of these are no simulations: compare reports of one kind');
    return reportSimulations(simulations, { json, html });
  }
  if (json !== undefined) command.error('error: --json is for parts of one simulation');
  const reports = paths.map(readReport);
  const [only, ...others] = reports;
  if (only === undefined)
    command.error(
      'error: name a report that `exproto certify --json FILE` or `exproto verify --json FILE` wrote',
    );
  if (new Set(reports.map((report) => 'handler' in report)).size > 1)
    command.error('error: gateways and handlers have no rule in common: compare reports of either');
  writeReport('--html', html, () => renderHtml(reports));
  if (others.length === 0) {
    if (html === undefined)
      command.error('error: name another report to compare it with, or --html FILE for a page');
    return;
  }
  const { text, worse } = compareReports(reports, process.stdout.hasColors?.() ?? false);
  process.stdout.write(text);
  process.exitCode = worse > 0 ? exitCodes.failed : exitCodes.passed;
}

function renderSchema(kind: ReportKind | SimulationReportKind): string {
  const ofSimulator = simulationReportKinds.find((known) => known === kind);
  return ofSimulator === undefined
    ? renderJsonSchema(kind as ReportKind)
    : renderSimulationSchema(ofSimulator);
}
