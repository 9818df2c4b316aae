import type { Verdict } from '../../judge/verdict.ts';
import { type JudgedFailure, type JudgedRun, whereOf } from '../judged-run.ts';

/** One run on one of its axes. */
export class Column {
  readonly run: JudgedRun;
  readonly title: string;
  /** Stands behind a verdict; empty where there is only one place. */
  readonly where: string;
  readonly #axis: string;
  readonly #index: number;

  /** @param index Its number among several runs; undefined where it is the only one. */
  constructor(run: JudgedRun, axis: string, index: number | undefined) {
    this.run = run;
    this.title = index === undefined ? axis : `${index}: ${axis}`;
    this.where = index === undefined ? whereOf(run, axis) : ` on ${this.title}`;
    this.#axis = axis;
    this.#index = index ?? 1;
  }

  /** Undefined where the run says nothing about the rule. */
  verdictOf(rule: string): Verdict | undefined {
    return this.#find(rule)?.verdict;
  }

  failureOf(rule: string): JudgedFailure | undefined {
    return this.#find(rule)?.failure;
  }

  /** The id of the section that shows how it failed. */
  anchorOf(rule: string): string | undefined {
    return this.failureOf(rule) === undefined ? undefined : `${rule}-${this.#axis}-${this.#index}`;
  }

  #find(rule: string) {
    return this.run.rules.find(({ id }) => id === rule)?.on[this.#axis];
  }
}

/** The axes of all runs, side by side; of several runs each is named. */
export function columnsOf(runs: readonly JudgedRun[]): readonly Column[] {
  return runs.flatMap((run, index) =>
    run.axes.map((axis) => new Column(run, axis, runs.length === 1 ? undefined : index + 1)),
  );
}
