import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server, type TLSSocket } from 'node:tls';
import type { HostPort } from '../config/configuration.ts';
import type { TlsConfiguration } from '../config/tls-configuration.ts';
import { GatewayError } from '../gateway-error.ts';
import { listeningError } from '../listeners/listening-error.ts';
import { tlsOptions } from '../listeners/tls-options.ts';
import type { Log } from '../log/log.ts';

/** A port on which handlers connect to the adapter with TLS. */
export interface TlsAdapterListener {
  readonly address: HostPort;
  /** Holds for handshakes that begin from now on. */
  reload(tls: TlsConfiguration): void;
  /** Also ends every connection. */
  close(): void;
}

/**
 * Does what grpc-js can't: it knows of no password of a key, no versions and ciphers, and would take
 * any certificate where one is asked for and not demanded.
 *
 * @param take Is given each connection whose handshake is done.
 * @throws {GatewayError} `ADDRESS_IN_USE`, `ADDRESS_NOT_AVAILABLE` or `TLS_UNUSABLE`
 */
export async function listenForTls(
  bind: HostPort,
  tls: TlsConfiguration,
  take: (socket: TLSSocket) => void,
  log: Log,
): Promise<TlsAdapterListener> {
  const sockets = new Set<Socket>();
  let handshakes = createHandshakes(tls, take, log);
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    handshakes.emit('connection', socket);
  });
  await new Promise<void>((resolve, reject) => {
    // Stays there: for want of files the system may refuse a connection later.
    server.on('error', (cause) => reject(listeningError('adapter', bind, cause)));
    server.listen({ host: bind.host, port: bind.port }, resolve);
  });
  return {
    address: { host: bind.host, port: (server.address() as AddressInfo).port },
    reload(changed) {
      handshakes = createHandshakes(changed, take, log);
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** It never listens itself: the sockets are those of the listener, whose certificates can change. */
function createHandshakes(tls: TlsConfiguration, take: (socket: TLSSocket) => void, log: Log): Server {
  const refuse = (socket: TLSSocket, reason: string) => {
    const { remoteAddress, remotePort } = socket;
    log.warn({ remoteAddress, remotePort, reason }, 'the adapter refused a TLS handshake');
    socket.destroy();
  };
  const server = createServerOrExplain(tls);
  server.on('secureConnection', (socket) => {
    socket.on('error', () => undefined);
    // Without fail_if_no_peer_cert node:tls leaves it to us to refuse a wrong certificate.
    const wrong = socket.getPeerX509Certificate() !== undefined && !socket.authorized;
    if (tls.verify === 'verify_peer' && wrong) refuse(socket, String(socket.authorizationError));
    else take(socket);
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
    refuse(socket, socket.authorizationError?.toString() ?? error.code ?? error.message);
  });
  return server;
}

function createServerOrExplain(tls: TlsConfiguration): Server {
  const { handshakeTimeout } = tls;
  try {
    return createTlsServer({ ...tlsOptions(tls), ALPNProtocols: ['h2'], handshakeTimeout });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `adapter: its certificate, key, authorities or ciphers can't be used (${reason})`;
    throw new GatewayError('TLS_UNUSABLE', message, { what: 'adapter', reason }, cause);
  }
}
