import { writeFileSync } from 'node:fs';
import { type AnyReport, renderHtml, renderJunit } from '../conformance/index.ts';
import { checkReport, openReport } from './open-report.ts';

/** Where reports go besides the terminal. */
export interface ReportFiles {
  readonly json?: string;
  readonly junit?: string;
  readonly html?: string;
  readonly bundle?: string;
}

/** Writes the reports that were asked for. */
export type WriteReports = (report: AnyReport) => void;

/**
 * Opens the reports that were asked for: before a run, not after it.
 *
 * @throws {SimulatorError} `OPTION_INVALID` where one of them can not be written
 */
export function openReports(files: ReportFiles): WriteReports {
  const [json, junit, html] = (['json', 'junit', 'html'] as const).map((kind) =>
    openReport(`--${kind}`, files[kind]),
  );
  checkReport('--bundle', files.bundle);
  return (report) => {
    if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, undefined, 2)}\n`);
    if (junit !== undefined) writeFileSync(junit, renderJunit(report));
    if (html !== undefined) writeFileSync(html, renderHtml([report]));
  };
}

/** Writes a bundle, unless nothing is broken: it may hold passwords. */
export function writeBundle(path: string, bundle: { readonly failures: readonly unknown[] }): void {
  if (bundle.failures.length === 0) return;
  writeFileSync(path, `${JSON.stringify(bundle, undefined, 2)}\n`, { mode: 0o600 });
}
