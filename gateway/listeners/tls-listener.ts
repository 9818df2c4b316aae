import { createServer, type Server, type TLSSocket } from 'node:tls';
import { isDeepStrictEqual } from 'node:util';
import type { TlsListenerConfiguration } from '../config/configuration.ts';
import { GatewayError } from '../gateway-error.ts';
import { createAttach } from './attach-stream.ts';
import { Handshakes } from './handshakes.ts';
import type { AcceptConnection, Listener, ListenerEnvironment } from './listener.ts';
import { ListenerThrottle } from './listener-throttle.ts';
import { peerCertificate } from './peer-certificate.ts';
import type { StreamEnds } from './stream-ends.ts';
import { listenForStreams } from './stream-server.ts';
import { tlsOptions } from './tls-options.ts';

/**
 * Accepts TLS devices. A connection begins when the handshake is done and the device's
 * certificate, where one is asked for, is found to be good.
 *
 * @throws {GatewayError} `ADDRESS_IN_USE`, `ADDRESS_NOT_AVAILABLE` or `TLS_UNUSABLE`
 */
export async function listenTls(
  configuration: TlsListenerConfiguration,
  accept: AcceptConnection,
  environment: ListenerEnvironment,
): Promise<Listener> {
  const { log } = environment;
  const throttle = new ListenerThrottle(configuration, environment);
  const attach = createAttach(throttle);
  const handshakes = new Handshakes(configuration.tls.handshakeTimeout);
  const refused = (socket: TLSSocket, ends: StreamEnds | undefined, reason: string) => {
    const { host: remoteAddress, port: remotePort } = ends?.peer ?? {};
    log.info({ listener: configuration.name, remoteAddress, remotePort, reason }, 'a TLS handshake failed');
    socket.destroy();
  };
  const serve = (server: Server): Server => {
    server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
      const reason = socket.authorizationError?.toString() ?? error.code ?? error.message;
      refused(socket, handshakes.finish(socket), reason);
    });
    server.on('secureConnection', (socket) => {
      const certificate = socket.getPeerX509Certificate();
      const ends = handshakes.finish(socket);
      // Without fail_if_no_peer_cert node:tls leaves it to us to refuse a wrong certificate.
      const wrong = certificate !== undefined && !socket.authorized;
      if (ends === undefined || wrong) {
        socket.on('error', () => undefined);
        return refused(socket, ends, socket.authorizationError?.toString() ?? 'the device is gone');
      }
      socket.allowHalfOpen = true;
      attach(socket, { socketType: 'SSL', ...ends, ...peerCertificate(certificate) }, accept);
    });
    return server;
  };
  let loaded = configuration.tls;
  let server = serve(createTlsServer(configuration));
  const listener = await listenForStreams(configuration, environment, (socket, ends) => {
    handshakes.begin(socket, ends);
    // Whoever ends one half in the middle of a handshake will never finish it.
    socket.allowHalfOpen = false;
    server.emit('connection', socket);
  });
  return {
    name: listener.name,
    transport: listener.transport,
    address: listener.address,
    get refusals() {
      return listener.refusals;
    },
    reload(changed) {
      // Another server has other keys of sessions, too: nobody gets past what is verified now with an old ticket.
      if (changed.transport === 'tls' && !isDeepStrictEqual(changed.tls, loaded)) {
        server = serve(createTlsServer(changed));
        loaded = changed.tls;
        handshakes.timeout = changed.tls.handshakeTimeout;
      }
      throttle.reload(changed);
      listener.reload(changed);
    },
    stop() {
      listener.stop();
      handshakes.stop();
    },
  };
}

/** It never listens itself: the sockets are those that any TCP listener accepts. */
function createTlsServer({ name, tls }: TlsListenerConfiguration): Server {
  try {
    return createServer(tlsOptions(tls));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const what = `listener tls.${name}`;
    const message = `${what}: its certificate, key, authorities or ciphers can't be used (${reason})`;
    throw new GatewayError('TLS_UNUSABLE', message, { what, reason }, cause);
  }
}
