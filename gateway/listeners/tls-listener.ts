import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { TlsListenerConfiguration } from '../config/configuration.ts';
import { GatewayError } from '../gateway-error.ts';
import { createAttach } from './attach-stream.ts';
import { createThrottle } from './create-throttle.ts';
import { Handshakes } from './handshakes.ts';
import type { AcceptConnection, Listener, ListenerEnvironment } from './listener.ts';
import { peerCertificate } from './peer-certificate.ts';
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
  const attach = createAttach(createThrottle(configuration.limits, environment));
  const handshakes = new Handshakes(configuration.tls.handshakeTimeout);
  const server = createTlsServer(configuration);
  const refused = (socket: TLSSocket, reason: string) => {
    const { remoteAddress, remotePort } = socket;
    log.info({ listener: configuration.name, remoteAddress, remotePort, reason }, 'a TLS handshake failed');
    socket.destroy();
  };
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
    attach(socket, { ...info, ...peerCertificate(certificate) }, accept);
  });
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
  server.emit('connection', socket);
}
