import { Client, credentials, type ServiceError, status } from '@grpc/grpc-js';
import { serviceNames } from '../../proto/index.ts';
import type { HandlerConfiguration } from '../config/configuration.ts';
import type { Callback } from '../core/callback.ts';
import type { CallbackFailure, CloseReason } from '../core/reason.ts';
import type { HandlerClient } from '../handler/handler-client.ts';
import { toRequest } from '../handler/requests.ts';
import { serviceDefinition } from './definition.ts';

/** A handler that comes back must find the gateway there at once, not after grpc-js's two minutes. */
const channelOptions = {
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 500,
  'grpc.enable_http_proxy': 0,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.max_receive_message_length': 1024 * 1024,
};

/** How grpc-js says that there was no connection to send the call on. */
const neverSent = /^(No connection established|Name resolution failed)/;

/** Calls the user's service through @grpc/grpc-js, one event per call. */
export function createGrpcHandlerClient(
  configuration: HandlerConfiguration,
  writeReason: (reason: CloseReason) => string,
): HandlerClient {
  const client = new Client(targetOf(configuration.url), credentials.createInsecure(), channelOptions);
  const service =
    configuration.service === 'ConnectionHandler' ? serviceNames.handler : serviceNames.unaryHandler;
  const methods = serviceDefinition(service);
  return {
    call(conn, callback: Callback, done) {
      const method = methods[callback.method];
      if (method === undefined) throw new Error(`${service} has no method ${callback.method}`);
      let abandoned = false;
      let answered = false;
      const call = client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        toRequest(conn, callback, writeReason),
        (error) => {
          if (!abandoned) done(error === null ? undefined : toFailure(error, answered));
        },
      );
      call.on('metadata', () => {
        answered = true;
      });
      return () => {
        abandoned = true;
        call.cancel();
      };
    },
    probe: (timeout) =>
      new Promise((resolve) => {
        client.waitForReady(Date.now() + timeout, (error) => resolve(error?.message));
      }),
    close: () => client.close(),
  };
}

/** With the port, also where it is that of http: grpc-js would take 443 then. */
function targetOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? 80 : port}`;
}

function toFailure(error: ServiceError, answered: boolean): CallbackFailure {
  const name = status[error.code] ?? 'UNKNOWN';
  return { status: name, details: error.details, arrival: arrivalOf(error, answered) };
}

function arrivalOf(error: ServiceError, answered: boolean): CallbackFailure['arrival'] {
  if (error.code === status.UNAVAILABLE && neverSent.test(error.details)) return 'never';
  // An answer of the service carries headers, or metadata where it is an error alone.
  // A connection that broke has none, nor has a call that a stopping handler cut off.
  return answered || Object.keys(error.metadata.getMap()).length > 0 ? 'certain' : 'unknown';
}
