import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import {
  type AuthenticateRequest,
  type CloseSocketRequest,
  type CodeResponse,
  type PublishRequest,
  type RawPublishRequest,
  type SendBytesRequest,
  type SubscribeRequest,
  serviceNames,
  type TimerRequest,
  type UnsubscribeRequest,
} from '../../proto/index.ts';
import type { AdapterServer, AdapterService } from '../adapter/adapter-server.ts';
import type { GatewayConfiguration, HostPort } from '../config/configuration.ts';
import { formatAddress } from '../listeners/address.ts';
import { listeningError } from '../listeners/listening-error.ts';
import type { Log } from '../log/log.ts';
import { serviceDefinition } from './definition.ts';
import { listenForTls } from './tls-adapter-listener.ts';

/**
 * Serves the adapter through @grpc/grpc-js, with TLS where it is configured.
 *
 * @throws {GatewayError} `ADDRESS_IN_USE`, `ADDRESS_NOT_AVAILABLE` or `TLS_UNUSABLE`
 */
export async function serveGrpcAdapter(
  configuration: GatewayConfiguration['adapter'],
  service: AdapterService,
  log: Log,
): Promise<AdapterServer> {
  const server = new Server({
    'grpc.max_receive_message_length': configuration.maxMessageSize,
    'grpc.so_reuseport': 0,
  });
  server.addService(serviceDefinition(serviceNames.adapter) as ServiceDefinition, createMethods(service));
  const { bind, tls } = configuration;
  if (tls === undefined) {
    const port = await bindPlain(server, bind);
    return { address: { host: bind.host, port }, close: () => server.forceShutdown() };
  }
  const connections = server.createConnectionInjector(ServerCredentials.createInsecure());
  const secured = await listenForTls(bind, tls, (socket) => connections.injectConnection(socket), log);
  return {
    address: secured.address,
    reload: (changed) => secured.reload(changed),
    close() {
      server.forceShutdown();
      secured.close();
    },
  };
}

function bindPlain(server: Server, bind: HostPort): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(formatAddress(bind), ServerCredentials.createInsecure(), (cause, bound) => {
      if (cause === null) resolve(bound);
      else reject(listeningError('adapter', bind, withErrno(cause)));
    });
  });
}

function createMethods(service: AdapterService): UntypedServiceImplementation {
  return {
    Send: serve((request: SendBytesRequest) =>
      service.call(request.conn, { method: 'Send', bytes: request.bytes }),
    ),
    Close: serve((request: CloseSocketRequest) => service.call(request.conn, { method: 'Close' })),
    Authenticate: serve(({ conn, clientinfo, password }: AuthenticateRequest) =>
      service.call(conn, { method: 'Authenticate', client: clientinfo, password }),
    ),
    StartTimer: serve(({ conn, type, interval }: TimerRequest) =>
      service.call(conn, { method: 'StartTimer', timer: type, interval }),
    ),
    Publish: serve(({ conn, topic, qos, payload }: PublishRequest) =>
      service.call(conn, { method: 'Publish', topic, qos, payload }),
    ),
    Subscribe: serve(({ conn, topic, qos }: SubscribeRequest) =>
      service.call(conn, { method: 'Subscribe', topic, qos }),
    ),
    Unsubscribe: serve(({ conn, topic }: UnsubscribeRequest) =>
      service.call(conn, { method: 'Unsubscribe', topic }),
    ),
    RawPublish: serve(({ topic, qos, payload }: RawPublishRequest) =>
      service.rawPublish(topic, qos, payload),
    ),
  };
}

function serve<Request>(
  answer: (request: Request) => Promise<CodeResponse>,
): handleUnaryCall<Request, CodeResponse> {
  return (call, done) => {
    answer(call.request).then(
      (response) => done(null, response),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  };
}

/** grpc-js reports a failed bind in words only; the errno stands in them. */
function withErrno(cause: Error): Error {
  const code = /\b(E[A-Z]{3,})\b/.exec(cause.message)?.[1];
  return code === undefined ? cause : Object.assign(cause, { code });
}
