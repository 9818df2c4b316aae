export { type Bundle, type BundleTarget, toBundle } from './bundle/bundle.ts';
export {
  type BundledHandler,
  type BundledOptions,
  type HandlerBundle,
  toHandlerBundle,
  toVerifyOptions,
} from './bundle/handler-bundle.ts';
export { readBundle } from './bundle/read-bundle.ts';
export { type Replay, replayFailure } from './bundle/replay-failure.ts';
export { type HandlerReplay, replayHandlerFailure } from './bundle/replay-handler-failure.ts';
export { type Certification, type CertifyOptions, certify, type Progress } from './gateway/certify.ts';
export { SuiteError, type SuiteErrorCode } from './gateway/suite-error.ts';
export type { TargetSource } from './gateway/target/open-target.ts';
export { parseTarget, readTarget } from './gateway/target/read-target.ts';
export type {
  Address,
  Credentials,
  DeviceCertificate,
  EncryptedListener,
  Listeners,
  PlainListener,
  Target,
  UdpListener,
} from './gateway/target/target.ts';
export * from './handler/index.ts';
export type { KnownFailure } from './judge/known-failure.ts';
export type { Failure, HeldReplay } from './judge/scoreboard.ts';
export { type Lane, lanes, type Trace, type TracedBytes, type TraceEntry } from './judge/trace.ts';
export { type RuleResult, type TransportResult, type Verdict, verdicts } from './judge/verdict.ts';
export { readKnownFailing } from './known-failing/read-known-failing.ts';
export { type Issue, objections, renderCertificate } from './report/certificate.ts';
export { type Comparison, compareReports } from './report/compare.ts';
export { digestOf } from './report/digest.ts';
export { renderHtml } from './report/html/report-page.ts';
export { toJson } from './report/json.ts';
export { type ReportKind, renderJsonSchema, reportKinds } from './report/json-schema.ts';
export { renderJunit } from './report/junit.ts';
export { readReport } from './report/read-report.ts';
export { renderTrace } from './report/render-trace.ts';
export type { Report } from './report/report-schema.ts';
export { type ReportOptions, renderReport } from './report/terminal.ts';
export type { AnyReport } from './report/to-judged-run.ts';
export { type Dialect, dialects, type HandlerMode, handlerModes } from './rules/axis.ts';
export { catalogue, findRule, type RuleId } from './rules/catalogue.ts';
export { type Profile, profileOf, profiles } from './rules/profiles.ts';
export { renderRules } from './rules/render-rules.ts';
export type { Need, Rule } from './rules/rule.ts';
export { type Transport, transports } from './rules/transport.ts';
export { currentVersions, type Versions } from './versions.ts';
