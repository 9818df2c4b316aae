export type {
  AuthorizationRule,
  DtlsListenerConfiguration,
  GatewayConfiguration,
  HandlerConfiguration,
  HostPort,
  ListenerConfiguration,
  ReadConfiguration,
  TcpListenerConfiguration,
  TlsListenerConfiguration,
  UserConfiguration,
} from './config/configuration.ts';
export { ConfigurationError } from './config/configuration-error.ts';
export { defaultConfiguration } from './config/default-configuration.ts';
export type { DtlsConfiguration } from './config/dtls-configuration.ts';
export { readConfiguration } from './config/read-configuration.ts';
export type { HandlerTlsConfiguration, TlsConfiguration, TlsVersion } from './config/tls-configuration.ts';
export { writeYaml } from './config/yaml/write-yaml.ts';
export type { CallAnswer } from './core/call.ts';
export type { CallbackFailure, CallbackMethod } from './core/reason.ts';
export { describeGateway } from './describe-gateway.ts';
export type { PreSharedKey } from './dtls/credentials.ts';
export { GatewayError, type GatewayErrorCode } from './gateway-error.ts';
export type { AccessRule } from './limits/access-rule.ts';
export type { RefusalCounts, RefusalReason } from './limits/counters.ts';
export type { DropCounts, DropReason } from './limits/dropped-datagrams.ts';
export type { ListenerLimits, RateLimit, ThroughputLimits } from './limits/listener-limits.ts';
export { type ReloadOutcome, type RunningGateway, startGateway } from './start-gateway.ts';
export type {
  VirtualCall,
  VirtualCallback,
  VirtualGatewayObserver,
  VirtualMessage,
  VirtualRequest,
} from './virtual/observed.ts';
export type { VirtualDevice } from './virtual/virtual-device.ts';
export {
  type VirtualConnect,
  VirtualGateway,
  type VirtualGatewayOptions,
} from './virtual/virtual-gateway.ts';
