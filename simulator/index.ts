export type { AdapterCredentials, CommandRoute } from './clients/command-route.ts';
export type { DeviceCredentials } from './clients/create-connector.ts';
export { type Target, type Transport, transports } from './clients/device-socket.ts';
export { type Impairment, parseImpairment } from './clients/impairment.ts';
export { parseSources } from './clients/source-addresses.ts';
export { invalidOption } from './invalid-option.ts';
export type { Finding, LimitVerdict } from './limits/compare.ts';
export { type DeclaredLimits, mergeDeclared } from './limits/declared-limits.ts';
export type { LimitName, NumberedLimit } from './limits/limit-names.ts';
export { limitsRecord } from './limits/limits-record.ts';
export { type LimitsOptions, type LimitsResult, measureLimits } from './limits/measure-limits.ts';
export { parseDeclared, parseLimitName } from './limits/parse-declared.ts';
export { readDeclaredLimits } from './limits/read-declared-limits.ts';
export { renderFinding, renderLimitsHead, renderLimitsVerdict } from './limits/render-limits.ts';
export type { Distribution } from './load/arrivals.ts';
export { type BackOff, defaultBackOff } from './load/back-off.ts';
export type { Knobs } from './load/behaviour.ts';
export type { LoadPlan } from './load/load-plan.ts';
export { type Phase, parseFrequency, parsePhases } from './load/phases.ts';
export { Histogram, type HistogramData } from './measure/histogram.ts';
export { type Counter, Measurements, type MeasurementsData, type Timing } from './measure/measurements.ts';
export type { SelfReport } from './measure/self-monitor.ts';
export { parseThreshold, type Threshold, type ThresholdOutcome } from './measure/thresholds.ts';
export type { TimelinePoint } from './measure/timeline.ts';
export * from './profile/index.ts';
export { compareResults } from './report/compare-results.ts';
export { type NamedResult, renderSimulationPage } from './report/html/simulation-page.ts';
export { intervalRecord } from './report/interval-record.ts';
export { maximumRecord } from './report/maximum-record.ts';
export { areShards, mergeResults } from './report/merge-results.ts';
export { findSimulation, toResult } from './report/read-result.ts';
export { renderInterval } from './report/render-interval.ts';
export { renderJunit as renderSimulationJunit } from './report/render-junit.ts';
export { renderMaximum, renderStep } from './report/render-maximum.ts';
export { renderResult } from './report/render-result.ts';
export {
  renderSimulationSchema,
  type SimulationReportKind,
  simulationReportKinds,
} from './report/result-json-schema.ts';
export { resultRecord } from './report/result-record.ts';
export { findMaximum, type Maximum, type RateStep } from './run/find-maximum.ts';
export {
  type SimulationInterval,
  type SimulationOptions,
  type SimulationResult,
  simulate,
} from './run/simulate.ts';
export type { Verdict } from './run/verdict.ts';
export type {
  Command,
  Conversation,
  DeviceIdentity,
  DeviceScript,
  Heard,
  Message,
} from './script/device-script.ts';
export { echoScript } from './script/echo-script.ts';
export { SimulatorError, type SimulatorErrorCode } from './simulator-error.ts';
export { simulateTogether, type TogetherOptions } from './together/simulate-together.ts';
