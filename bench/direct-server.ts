import { createSocket } from 'node:dgram';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Alarms } from '../gateway/clock/alarms.ts';
import { systemClock } from '../gateway/clock/system-clock.ts';
import { loadDtls } from '../gateway/dtls/index.ts';
import { certificate } from './certificate.ts';
import type { Transport } from './transport.ts';

// node direct-server.js TRANSPORT: an echo with nothing in between, the limit of what a gateway on Node.js can reach.
const echo = (socket: Socket) => {
  socket.on('data', (bytes) => socket.write(bytes)).on('error', () => undefined);
};

function tell(port: number): void {
  process.stdout.write(`listening ${port}\n`);
}

function serveStreams(server: ReturnType<typeof createTcpServer>): void {
  server.listen(0, '127.0.0.1', () => tell((server.address() as AddressInfo).port));
}

function serveDatagrams(): void {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });
  socket.on('message', (bytes, { port, address }) => socket.send(bytes, port, address));
  socket.bind(0, '127.0.0.1', () => tell(socket.address().port));
}

async function serveDtls(): Promise<void> {
  const dtls = await loadDtls();
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });
  const server = dtls.createServer(
    {
      certificate: certificate('server.pem'),
      key: certificate('server.key'),
      verify: 'verify_none',
      failIfNoPeerCert: false,
    },
    {
      clock: systemClock,
      alarms: new Alarms(systemClock),
      handshakeTimeout: 15_000,
      mtu: 1_400,
      maxHandshakes: 1_000,
      maxHandshakesPerHost: 1_000,
    },
    {
      send: (datagram, { host, port }, sent) => socket.send(datagram, port, host, sent),
      permits: () => true,
      admit: () => true,
      readmit: () => true,
      leave: () => undefined,
      crowded: () => undefined,
      accepted: (session) => {
        session.received = (bytes) => session.write(bytes, () => undefined);
        session.ended = () => undefined;
      },
      failed: () => undefined,
    },
  );
  socket.on('message', (bytes, { address, port }) => server.receive(bytes, { host: address, port }));
  socket.bind(0, '127.0.0.1', () => tell(socket.address().port));
}

switch (process.argv[2] as Transport) {
  case 'tcp':
    serveStreams(createTcpServer({ noDelay: true }, echo));
    break;
  case 'tls':
    serveStreams(createTlsServer({ cert: certificate('server.pem'), key: certificate('server.key') }, echo));
    break;
  case 'udp':
    serveDatagrams();
    break;
  case 'dtls':
    await serveDtls();
    break;
}
