import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { certificateFile } from '../../fixtures/certificates.ts';
import { connectDtls, presentingDtls, trustingDtls } from '../../fixtures/dtls-pair.ts';
import { PeerProgram } from '../../fixtures/peer-program.ts';
import { until } from '../../fixtures/until.ts';
import type { DtlsClientCredentials } from './index.ts';

const key = '00112233445566778899aabbccddeeff';
const psk = { identity: 'meter', key: Buffer.from(key, 'hex') };
const [certificate, privateKey, authority] = ['server.pem', 'server.key', 'ca.pem'].map(certificateFile) as [
  string,
  string,
  string,
];

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}

function openssl(port: number, ...more: string[]): PeerProgram {
  const common = ['s_server', '-dtls1_2', '-listen', '-accept', `127.0.0.1:${port}`, '-cert', certificate];
  return new PeerProgram('openssl', [...common, '-key', privateKey, ...more]);
}

function gnutls(port: number, ...more: string[]): PeerProgram {
  const common = ['--udp', '--echo', '--port', String(port), '--x509certfile', certificate];
  return new PeerProgram('gnutls-serv', [...common, '--x509keyfile', privateKey, ...more]);
}

const servers: [string, (port: number) => PeerProgram, DtlsClientCredentials][] = [
  ['openssl s_server', (port) => openssl(port), trustingDtls],
  [
    'openssl s_server, which wants a certificate',
    (port) => openssl(port, '-Verify', '2', '-verify_return_error', '-CAfile', authority),
    presentingDtls('client'),
  ],
  [
    'openssl s_server by a pre-shared key',
    (port) => openssl(port, '-psk', key, '-psk_identity', 'meter'),
    { psk },
  ],
  ['gnutls-serv', (port) => gnutls(port), trustingDtls],
  [
    'gnutls-serv, which wants a certificate',
    (port) => gnutls(port, '--require-client-cert', '--verify-client-cert', '--x509cafile', authority),
    presentingDtls('client'),
  ],
];

describe('a DTLS client', () => {
  it.each(servers)('talks with %s', async (name, start, credentials) => {
    const port = await freeUdpPort();
    const server = start(port);
    await server.untilWritten(name.startsWith('gnutls') ? 'listening' : 'ACCEPT');
    const client = await connectDtls({ port }, credentials);
    let heard = '';
    client.received = (bytes) => {
      heard += String(bytes);
    };
    await client.send('hello\n');
    if (name.startsWith('gnutls')) {
      await until(() => heard.includes('hello'), 'it is echoed');
    } else {
      await server.untilWritten('hello');
      server.write('back\n');
      await until(() => heard.includes('back'), 'it has answered');
    }
    expect(client.peerCertificate?.subject).toBe('psk' in credentials ? undefined : 'CN=localhost');
    await client.close();
    if (!name.startsWith('gnutls')) await server.untilWritten('DONE');
  });
});
