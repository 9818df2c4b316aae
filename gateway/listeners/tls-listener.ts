import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { isDeepStrictEqual } from 'node:util';
import type { TlsListenerConfiguration } from '../config/configuration.ts';
import type { ConnectionInfo } from '../core/callback.ts';
import { GatewayError } from '../gateway-error.ts';
import { createAttach } from './attach-stream.ts';
import { commonName, distinguishedName, readSubject } from './distinguished-name.ts';
import { Handshakes } from './handshakes.ts';
import type { AcceptConnection, Listener, ListenerEnvironment } from './listener.ts';
import { ListenerThrottle } from './listener-throttle.ts';
import { streamInfo } from './stream-info.ts';
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
  const refused = (socket: TLSSocket, reason: string) => {
    const { remoteAddress, remotePort } = socket;
    log.info({ listener: configuration.name, remoteAddress, remotePort, reason }, 'a TLS handshake failed');
    socket.destroy();
  };
  const serve = (server: Server): Server => {
    server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
      refused(socket, socket.authorizationError?.toString() ?? error.code ?? error.message);
    });
    server.on('secureConnection', (socket) => {
      const certificate = socket.getPeerX509Certificate();
      const info = streamInfo(socket, 'SSL');
      // Without fail_if_no_peer_cert node:tls leaves it to us to refuse a wrong certificate.
      const wrong = certificate !== undefined && !socket.authorized;
      if (!handshakes.finish(socket) || info === undefined || wrong) {
        socket.on('error', () => undefined);
        return refused(socket, socket.authorizationError?.toString() ?? 'the device is gone');
      }
      socket.allowHalfOpen = true;
      attach(socket, { ...info, ...peerCertificate(certificate) }, accept);
    });
    return server;
  };
  let loaded = configuration.tls;
  let server = serve(createTlsServer(configuration));
  const listener = await listenForStreams(configuration, environment, (socket) =>
    shakeHands(socket, handshakes, server),
  );
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

function shakeHands(socket: Socket, handshakes: Handshakes, server: Server): void {
  if (streamInfo(socket, 'SSL') === undefined) {
    socket.on('error', () => undefined).destroy();
    return;
  }
  handshakes.begin(socket);
  // Whoever ends one half in the middle of a handshake will never finish it.
  socket.allowHalfOpen = false;
  server.emit('connection', socket);
}

function peerCertificate(certificate: X509Certificate | undefined): Pick<ConnectionInfo, 'peerCertificate'> {
  if (certificate === undefined) return {};
  // A certificate without a name has no subject, whatever the types say.
  const name = readSubject(certificate.subject ?? '');
  return {
    peerCertificate: { commonName: commonName(name), distinguishedName: distinguishedName(name) },
  };
}
