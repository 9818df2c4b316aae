import type { GatewayConfiguration, TcpListenerConfiguration } from './configuration.ts';
import { defaultLimits } from './default-limits.ts';

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** The configuration of a gateway that is told nothing. */
export function defaultConfiguration(): GatewayConfiguration {
  return {
    node: 'exproto@127.0.0.1',
    adapter: { bind: { host: '127.0.0.1', port: 9100 }, maxMessageSize: 32 * megabyte },
    listeners: [defaultListener()],
    mountpoint: { from: 'configuration', prefix: '' },
    closeReasons: 'plain',
    authentication: {},
    authorization: { rules: [], otherwise: 'allow' },
    maxQueuedMessages: 1000,
    shutdownTimeout: 20_000,
    log: { level: 'info' },
  };
}

/** How long a PROXY header is waited for, in milliseconds, as in EMQX. */
export const defaultProxyProtocolTimeout = 3_000;

/** The listener of a gateway that is told of none. */
export function defaultListener(): TcpListenerConfiguration {
  return {
    name: 'default',
    transport: 'tcp',
    bind: { host: '0.0.0.0', port: 7993 },
    handler: {
      url: 'http://127.0.0.1:9001',
      service: 'ConnectionUnaryHandler',
      mode: 'unary',
      callbackTimeout: 30_000,
    },
    idleTimeout: 30_000,
    sendTimeout: 15_000,
    sendBuffer: megabyte,
    receiveBuffer: 64 * kilobyte,
    backlog: 1024,
    noDelay: true,
    limits: defaultLimits(),
  };
}
