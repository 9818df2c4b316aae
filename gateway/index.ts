export type {
  AuthorizationRule,
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
export { readConfiguration } from './config/read-configuration.ts';
export type { TlsConfiguration, TlsVersion } from './config/tls-configuration.ts';
export { describeGateway } from './describe-gateway.ts';
export { GatewayError, type GatewayErrorCode } from './gateway-error.ts';
export { type RunningGateway, startGateway } from './start-gateway.ts';
