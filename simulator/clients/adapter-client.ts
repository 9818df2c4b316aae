import { Client, credentials, type ServiceDefinition, type ServiceError, status } from '@grpc/grpc-js';
import { type CodeResponse, loadDefinition, serviceNames } from '../../proto/index.ts';
import type { ReachableCommander } from './command-route.ts';

/** How long a call may take, in milliseconds. */
const patience = 10_000;
/** Above so many calls without an answer the adapter is asked no more. */
const mostWaiting = 10_000;
const qualityOfService = 1;

/**
 * A gateway's adapter, which publishes by `RawPublish`.
 *
 * @param address `host:port`.
 */
export function createAdapterClient(address: string): ReachableCommander {
  const { RawPublish: method } = loadDefinition()[serviceNames.adapter] as ServiceDefinition;
  if (method === undefined) throw new TypeError('the adapter has no RawPublish');
  const client = new Client(address, credentials.createInsecure());
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
          error === undefined ? resolve() : reject(error),
        );
      }),
    close: () => client.close(),
  };
}

function refusal(code: string, cause?: Error): Error {
  return Object.assign(new Error(`the adapter has not published a command: ${code}`, { cause }), { code });
}
