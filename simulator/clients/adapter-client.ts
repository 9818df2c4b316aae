import { Client, credentials, type ServiceDefinition, type ServiceError, status } from '@grpc/grpc-js';
import { TlsCredentials } from '../../gateway/grpc/tls-credentials.ts';
import { type CodeResponse, loadDefinition, serviceNames } from '../../proto/index.ts';
import { SimulatorError } from '../simulator-error.ts';
import type { AdapterCredentials, ReachableCommander } from './command-route.ts';

/** How long a call may take, in milliseconds. */
const patience = 10_000;
/** Above so many calls without an answer the adapter is asked no more. */
const mostWaiting = 10_000;
const qualityOfService = 1;

/**
 * A gateway's adapter, which publishes by `RawPublish`.
 *
 * @param address `host:port`.
 * @param tls Whom to trust (anyone without `ca`) and what to show it, where it has TLS.
 * @throws {SimulatorError} `CREDENTIALS_UNUSABLE`
 */
export function createAdapterClient(address: string, tls?: AdapterCredentials): ReachableCommander {
  const { RawPublish: method } = loadDefinition()[serviceNames.adapter] as ServiceDefinition;
  if (method === undefined) throw new TypeError('the adapter has no RawPublish');
  const secured = tls === undefined ? undefined : tlsCredentials(address, tls);
  const client = new Client(address, secured ?? credentials.createInsecure());
  let waiting = 0;
  return {
    publish(topic, payload) {
      if (waiting >= mostWaiting) return Promise.reject(refusal('TOO_MANY_WAITING'));
      waiting += 1;
      return new Promise((resolve, reject) => {
        const request = { topic, qos: qualityOfService, payload };
        const done = (error: ServiceError | null, answer?: CodeResponse) => {
          waiting -= 1;
          if (error !== null) reject(refusal(status[error.code], error));
          else if (answer?.code !== 'SUCCESS') reject(refusal(String(answer?.code)));
          else resolve();
        };
        const { path, requestSerialize, responseDeserialize } = method;
        const options = { deadline: Date.now() + patience };
        client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, options, done);
      });
    },
    connect: (timeout) =>
      new Promise((resolve, reject) => {
        client.waitForReady(Date.now() + timeout, (error) =>
          error === undefined
            ? resolve()
            : reject(new Error(secured?.problem?.raw ?? 'nobody answers', { cause: error })),
        );
      }),
    close: () => client.close(),
  };
}

function tlsCredentials(address: string, { ca, cert, key }: AdapterCredentials): TlsCredentials {
  const host = address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  try {
    return new TlsCredentials(
      {
        verify: ca === undefined ? 'verify_none' : 'verify_peer',
        ...(ca === undefined ? {} : { certificateAuthorities: ca }),
        ...(cert === undefined ? {} : { certificate: cert }),
        ...(key === undefined ? {} : { key }),
      },
      host,
    );
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `--adapter-ca, --adapter-cert or --adapter-key: ${reason}: give certificates and the key of the first one in PEM`;
    throw new SimulatorError('CREDENTIALS_UNUSABLE', message, { reason }, cause);
  }
}

function refusal(code: string, cause?: Error): Error {
  return Object.assign(new Error(`the adapter has not published a command: ${code}`, { cause }), { code });
}
