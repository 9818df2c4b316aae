import { afterEach, describe, expect, it } from 'vitest';
import { pem } from '../../fixtures/certificates.ts';
import { type DtlsServerChanges, DtlsServerSocket } from '../../fixtures/dtls-server-socket.ts';
import { until } from '../../fixtures/until.ts';
import { type DtlsClientCredentials, DtlsClientSocket } from './index.ts';

const trusting: DtlsClientCredentials = { ca: pem('ca.pem'), servername: 'localhost' };
const opened: { close(): unknown }[] = [];

async function open(changes?: DtlsServerChanges): Promise<DtlsServerSocket> {
  const server = await DtlsServerSocket.open(changes);
  opened.push(server);
  return server;
}

async function connect(
  { port }: { readonly port: number },
  credentials: DtlsClientCredentials = trusting,
): Promise<DtlsClientSocket> {
  const client = await DtlsClientSocket.connect('127.0.0.1', port, { credentials });
  opened.push({ close: () => client.destroy() });
  return client;
}

/** The next record that comes for a client. */
function nextOf(client: DtlsClientSocket): Promise<string> {
  return new Promise((resolve) => {
    client.received = (bytes) => resolve(String(bytes));
  });
}

afterEach(() => {
  for (const each of opened.splice(0).reverse()) each.close();
});

describe('DTLS', () => {
  it('carries records both ways', async () => {
    const server = await open();
    const client = await connect(server);
    const answer = nextOf(client);
    await client.send('hello');
    expect(await answer).toBe('hello');
    expect(client.peerCertificate?.subject).toBe('CN=localhost');
  });
});
