import type { HandlerReport } from '../handler/report/handler-report-schema.ts';
import { handlerRun } from '../handler/report/handler-run.ts';
import { gatewayRun } from './gateway-run.ts';
import type { JudgedRun } from './judged-run.ts';
import type { Report } from './report-schema.ts';

/** A report of a certification, or of a verification. */
export type AnyReport = Report | HandlerReport;

/** The run that a report tells of. */
export function toJudgedRun(report: AnyReport): JudgedRun {
  return 'target' in report ? gatewayRun(report) : handlerRun(report);
}
