import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext } from 'node:tls';
import { createDtlsClientContext, DtlsClientSocket } from '../gateway/dtls/index.ts';
import { certificate } from './certificate.ts';
import type { Transport } from './transport.ts';

/** Made once: reading the authorities costs more than a handshake. */
let dtlsContext: ReturnType<typeof createDtlsClientContext> | undefined;
const secureContext = createSecureContext({ ca: certificate('ca.pem') });

/** A device that can wait for what it sent to come back. */
export interface Device {
  send(bytes: Buffer): void;
  /** Sends bytes and settles when as many have come back. */
  roundTrip(request: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** Connects a device; on UDP nothing is sent yet. */
export function connectDevice(transport: Transport, port: number): Promise<Device> {
  switch (transport) {
    case 'tcp':
      return connectStream(connectTcp({ port, host: '127.0.0.1', noDelay: true }), 'connect');
    case 'tls':
      return connectStream(
        connectTls({ port, host: '127.0.0.1', servername: 'localhost', secureContext }),
        'secureConnect',
      );
    case 'udp':
      return connectUdp(port);
    case 'dtls':
      return connectDtls(port);
  }
}

async function connectStream(socket: Socket, ready: string): Promise<Device> {
  await once(socket, ready);
  socket.setNoDelay(true);
  return {
    send: (bytes) => socket.write(bytes),
    roundTrip: (request) =>
      new Promise((resolve) => {
        let missing = request.length;
        const receive = (bytes: Buffer) => {
          missing -= bytes.length;
          if (missing > 0) return;
          socket.off('data', receive);
          resolve();
        };
        socket.on('data', receive);
        socket.write(request);
      }),
    async close() {
      socket.end().resume();
      await once(socket, 'close');
    },
  };
}

async function connectUdp(port: number): Promise<Device> {
  const socket = createSocket('udp4');
  socket.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return {
    send: (bytes) => socket.send(bytes),
    roundTrip: (request) =>
      new Promise((resolve) => {
        // A datagram that is lost must not end the run.
        const again = setInterval(() => socket.send(request), 1_000);
        socket.once('message', () => {
          clearInterval(again);
          resolve();
        });
        socket.send(request);
      }),
    async close() {
      socket.close();
    },
  };
}

async function connectDtls(port: number): Promise<Device> {
  dtlsContext ??= createDtlsClientContext({ ca: certificate('ca.pem') });
  const socket = await DtlsClientSocket.connect('127.0.0.1', port, { credentials: await dtlsContext });
  return {
    send: (bytes) => void socket.send(bytes),
    roundTrip: (request) =>
      new Promise((resolve) => {
        const again = setInterval(() => void socket.send(request), 1_000);
        socket.received = () => {
          clearInterval(again);
          resolve();
        };
        void socket.send(request);
      }),
    close: () => socket.close(),
  };
}
