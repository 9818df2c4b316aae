import { Client, credentials, status } from '@grpc/grpc-js';
import type { HandlerConfiguration } from '../config/configuration.ts';
import { isHttps } from '../config/parse-handler-url.ts';
import type { HandlerTlsConfiguration } from '../config/tls-configuration.ts';
import { GatewayError } from '../gateway-error.ts';
import { TlsCredentials } from './tls-credentials.ts';
import { unconnected } from './unconnected.ts';

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

/** What https means where nothing more is said. */
const checked: HandlerTlsConfiguration = { verify: 'verify_peer' };

/** What is kept to be sent again would count as taken before the handler's window has room for it. */
const streamOptions = { 'grpc.enable_retries': 0, 'grpc.per_rpc_retry_buffer_size': 0 };

const tooLate = 'it does not take the connection in time';

/** The connection to the user's service, which many calls share. */
export interface HandlerChannel {
  readonly client: Client;
  /** Says in words why there is no connection, from what grpc-js says. */
  explain(details: string): string;
  /** That of the `HandlerClient`. */
  readonly reload?: (tls: HandlerTlsConfiguration) => void;
  /** Whether the service can be reached within `timeout` milliseconds, and if not, why. */
  probe(timeout: number): Promise<string | undefined>;
}

/**
 * Makes the connection for a handler; it is opened when it is needed, and again after it broke.
 *
 * @throws {GatewayError} `TLS_UNUSABLE`
 */
export function createHandlerChannel({ url, mode, tls = checked }: HandlerConfiguration): HandlerChannel {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  const secure = isHttps(url) ? explainUnusable(url, () => new TlsCredentials(tls, host)) : undefined;
  const options = { ...channelOptions, ...(mode === 'stream' ? streamOptions : {}) };
  const client = new Client(targetOf(url), secure ?? credentials.createInsecure(), options);
  const explain = (details: string) => unconnected(details, secure !== undefined, secure?.problem);
  return {
    client,
    explain,
    async probe(timeout) {
      const reason = await probe(client, timeout, () => secure?.problem?.words);
      return reason && explain(reason);
    },
    ...(secure && { reload: (changed) => explainUnusable(url, () => secure.reload(changed)) }),
  };
}

function explainUnusable<Result>(url: string, use: () => Result): Result {
  try {
    return use();
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

function probe(
  client: Client,
  timeout: number,
  problem: () => string | undefined,
): Promise<string | undefined> {
  const end = Date.now() + timeout;
  return new Promise((resolve) => {
    // A part of the time is kept for the reason.
    client.waitForReady(end - timeout / 4, (error) => {
      if (error === undefined) resolve(undefined);
      else findReason(client, end, (reason) => resolve(reason === tooLate ? (problem() ?? tooLate) : reason));
    });
  });
}

/** `waitForReady` tells no reason; a call without a connection does, and stays in this process. */
function findReason(client: Client, end: number, done: (reason: string | undefined) => void): void {
  const same = (bytes: Buffer) => bytes;
  const path = '/grpc.health.v1.Health/Check';
  client.makeUnaryRequest(path, same, same, Buffer.alloc(0), { deadline: end }, (error) => {
    if (error?.code === status.DEADLINE_EXCEEDED) done(tooLate);
    // Whatever else it says, it can be reached by now.
    else done(error?.code === status.UNAVAILABLE ? error.details : undefined);
  });
}
