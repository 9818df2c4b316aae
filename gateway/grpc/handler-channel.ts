import { Client, connectivityState, credentials, status } from '@grpc/grpc-js';
import type { HandlerConfiguration } from '../config/configuration.ts';
import type { HandlerTlsConfiguration } from '../config/tls-configuration.ts';
import { GatewayError } from '../gateway-error.ts';
import { TlsCredentials } from './tls-credentials.ts';

/** A handler that comes back must find the gateway there at once, not after grpc-js's two minutes. */
const channelOptions = {
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 500,
  'grpc.dns_min_time_between_resolutions_ms': 500,
  'grpc.service_config_disable_resolution': 1,
  'grpc.enable_http_proxy': 0,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.max_receive_message_length': 1024 * 1024,
};

/** What is kept to be sent again would count as taken before the handler's window has room for it. */
const streamOptions = { 'grpc.enable_retries': 0, 'grpc.per_rpc_retry_buffer_size': 0 };

/** How long a call may take that asks for nothing but the reason why there is no connection. */
const explanationTime = 1_000;

/** The connection to the user's service, which many calls share. */
export interface HandlerChannel {
  readonly client: Client;
  /** Why there is no connection, where more is known than grpc-js says. */
  problem(): string | undefined;
  /** Whether the service can be reached within `timeout` milliseconds, and if not, why. */
  probe(timeout: number): Promise<string | undefined>;
}

/**
 * Makes the connection for a handler; it is opened when it is needed, and again after it broke.
 *
 * @throws {GatewayError} `TLS_UNUSABLE`
 */
export function createHandlerChannel({ url, mode, tls }: HandlerConfiguration): HandlerChannel {
  const secure = tls && createCredentials(url, tls);
  const options = { ...channelOptions, ...(mode === 'stream' ? streamOptions : {}) };
  const client = new Client(targetOf(url), secure ?? credentials.createInsecure(), options);
  const problem = () => secure?.problem;
  return { client, problem, probe: (timeout) => probe(client, timeout, problem) };
}

function createCredentials(url: string, tls: HandlerTlsConfiguration): TlsCredentials {
  try {
    return new TlsCredentials(tls, new URL(url).hostname.replace(/^\[|\]$/g, ''));
  } catch (cause) {
    const what = `handler ${url}`;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${what}: the certificate, key or authorities of its tls can't be used (${reason})`;
    throw new GatewayError('TLS_UNUSABLE', message, { what, reason }, cause);
  }
}

/** With the port, also where it is that of the scheme: grpc-js would always take 443 then. */
function targetOf(url: string): string {
  const { protocol, hostname, port } = new URL(url);
  const usual = protocol === 'https:' ? 443 : 80;
  return `dns:${hostname}:${port === '' ? usual : port}`;
}

function probe(client: Client, timeout: number, problem: () => string | undefined) {
  return new Promise<string | undefined>((resolve) => {
    client.waitForReady(Date.now() + timeout, (error) => {
      if (error === undefined) resolve(undefined);
      else void explain(client, problem).then(resolve);
    });
  });
}

/** `waitForReady` tells no reason; a call without a connection does, and stays in this process. */
function explain(client: Client, problem: () => string | undefined): Promise<string | undefined> {
  if (client.getChannel().getConnectivityState(false) === connectivityState.READY)
    return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const bytes = (content: Buffer) => content;
    const deadline = Date.now() + explanationTime;
    client.makeUnaryRequest(
      '/grpc.health.v1.Health/Check',
      bytes,
      bytes,
      Buffer.alloc(0),
      { deadline },
      (error) => {
        const reached =
          error === null || (error.code !== status.UNAVAILABLE && error.code !== status.DEADLINE_EXCEEDED);
        resolve(reached ? undefined : (problem() ?? error.details));
      },
    );
  });
}
