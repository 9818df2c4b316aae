export { type Certification, type CertifyOptions, certify, type Progress } from './gateway/certify.ts';
export { SuiteError, type SuiteErrorCode } from './gateway/suite-error.ts';
export type { TargetSource } from './gateway/target/open-target.ts';
export { readTarget } from './gateway/target/read-target.ts';
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
export type { Failure } from './judge/scoreboard.ts';
export type { RuleResult, TransportResult, Verdict } from './judge/verdict.ts';
export { toJson } from './report/json.ts';
export { type ReportOptions, renderReport } from './report/terminal.ts';
export { catalogue, findRule, type RuleId } from './rules/catalogue.ts';
export { renderRules } from './rules/render-rules.ts';
export type { Need, Rule } from './rules/rule.ts';
export { type Transport, transports } from './rules/transport.ts';
