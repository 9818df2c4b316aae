import type { Verdict } from '../../judge/verdict.ts';
import type { FailureReport, Report } from '../report-schema.ts';

/** One report on one of its axes. */
export class Column {
  readonly report: Report;
  readonly title: string;
  readonly #axis: string;
  readonly #index: number;

  constructor(report: Report, axis: string, index: number, title: string) {
    this.report = report;
    this.title = title;
    this.#axis = axis;
    this.#index = index;
  }

  /** Undefined where the report says nothing about the rule. */
  verdictOf(rule: string): Verdict | undefined {
    return this.#find(rule)?.verdict;
  }

  failureOf(rule: string): FailureReport | undefined {
    return this.#find(rule)?.failure;
  }

  /** The id of the section that shows how it failed. */
  anchorOf(rule: string): string | undefined {
    return this.failureOf(rule) === undefined ? undefined : `${rule}-${this.#axis}-${this.#index}`;
  }

  #find(rule: string) {
    return this.report.rules.find(({ id }) => id === rule)?.transports[this.#axis];
  }
}

/** The axes of all reports, side by side; of several reports each is named. */
export function columnsOf(reports: readonly Report[]): readonly Column[] {
  return reports.flatMap((report, index) =>
    report.transports.map((axis) => {
      const title = reports.length === 1 ? axis : `${index + 1}: ${axis}`;
      return new Column(report, axis, index + 1, title);
    }),
  );
}
