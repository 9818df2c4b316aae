export type { HandlerObject } from './handler-object.ts';
export { readKnownHandlerFailures } from './read-known-handler-failures.ts';
export { readSamples } from './read-samples.ts';
export type { HandlerReport } from './report/handler-report-schema.ts';
export { verificationToJson } from './report/verification-json.ts';
export { renderVerification, type VerificationReportOptions } from './report/verification-report.ts';
export { findHandlerRule, type HandlerRuleId, handlerCatalogue } from './rules/handler-catalogue.ts';
export type { HandlerFailure } from './run/handler-failure.ts';
export type { HandlerResult, KnownHandlerFailure } from './run/verdict.ts';
export { type ServiceChoice, serviceChoices } from './subject/find-service.ts';
export {
  type HandlerSource,
  type Verification,
  type VerifyOptions,
  type VerifyProgress,
  verifyHandler,
} from './verify.ts';
