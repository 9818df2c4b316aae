import type { MethodDefinition, ServiceError } from '@grpc/grpc-js';
import { serviceNames } from '../../proto/index.ts';
import type { HandlerConfiguration } from '../config/configuration.ts';
import { type Callback, isStreamed } from '../core/callback.ts';
import type { CallbackMethod, CloseReason } from '../core/reason.ts';
import type { HandlerClient } from '../handler/handler-client.ts';
import { toRequest } from '../handler/requests.ts';
import { toFailure } from './callback-failure.ts';
import { ConnectionStreams, type OpenEventStream } from './connection-streams.ts';
import { serviceDefinition } from './definition.ts';
import { EventStream } from './event-stream.ts';
import { createHandlerChannel, type HandlerChannel } from './handler-channel.ts';

type Method = MethodDefinition<object, object>;

/**
 * Calls the user's service through @grpc/grpc-js: one event per call, or, with the mode `stream`,
 * bytes and messages on streams that stay open. A stream of one event is the same on the wire as a
 * call, so whatever comes once in a connection's life is a call that is answered, in both modes.
 *
 * @throws {GatewayError} `TLS_UNUSABLE`
 */
export function createGrpcHandlerClient(
  configuration: HandlerConfiguration,
  writeReason: (reason: CloseReason) => string,
): HandlerClient {
  const channel = createHandlerChannel(configuration);
  const service =
    configuration.service === 'ConnectionHandler' ? serviceNames.handler : serviceNames.unaryHandler;
  const methods = serviceDefinition(service) as unknown as Record<CallbackMethod, Method>;
  const call: HandlerClient['call'] = (conn, callback, done) =>
    callOnce(channel, methods[callback.method], toRequest(conn, callback, writeReason), done);
  const common = {
    probe: (timeout: number) => channel.probe(timeout),
    close: () => channel.client.close(),
    ...(channel.reload && { reload: channel.reload }),
  };
  if (configuration.mode === 'unary') return { call, ...common };

  const connections = new Map<string, ConnectionStreams>();
  const open: OpenEventStream = (method, ended) => openStream(channel, methods[method], ended);
  const streamsOf = (conn: string) => {
    const streams = connections.get(conn);
    if (streams === undefined) throw new Error(`${conn} is not attached`);
    return streams;
  };
  return {
    call: (conn, callback: Callback, done) =>
      isStreamed(callback.method)
        ? streamsOf(conn).write(callback.method, toRequest(conn, callback, writeReason), done)
        : call(conn, callback, done),
    streams: {
      attach: (conn, lost) => void connections.set(conn, new ConnectionStreams(open, lost)),
      finish: (conn, done) => streamsOf(conn).finish(done),
      release(conn) {
        connections.get(conn)?.cancel();
        connections.delete(conn);
      },
    },
    ...common,
  };
}

function callOnce(
  { client, explain }: HandlerChannel,
  method: Method,
  request: object,
  done: Parameters<HandlerClient['call']>[2],
): () => void {
  let abandoned = false;
  let answered = false;
  const call = client.makeUnaryRequest(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
    request,
    (error) => {
      if (!abandoned) done(error === null ? undefined : toFailure(error, answered, explain));
    },
  );
  call.on('metadata', () => {
    answered = true;
  });
  return () => {
    abandoned = true;
    call.cancel();
  };
}

function openStream(
  { client, explain }: HandlerChannel,
  method: Method,
  ended: Parameters<OpenEventStream>[1],
): EventStream {
  return new EventStream(
    (over) =>
      client.makeClientStreamRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        (error: ServiceError | null) => over(error),
      ),
    (error) => toFailure(error, false, explain),
    ended,
  );
}
