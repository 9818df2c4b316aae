import { describe, expect, it } from 'vitest';
import { pem } from '../../fixtures/certificates.ts';
import {
  connectDtls,
  exchange,
  impair,
  openDtlsServer,
  presentingDtls,
  trustingDtls,
} from '../../fixtures/dtls-pair.ts';
import { until } from '../../fixtures/until.ts';
import { createDtlsClientContext, DtlsClientSocket } from './index.ts';

const meter = { identity: 'meter', key: Buffer.from('00112233445566778899aabbccddeeff', 'hex') };
const mutual = { verify: 'verify_peer', failIfNoPeerCert: true } as const;

describe('a DTLS handshake', () => {
  it('leads to a session that carries records both ways', async () => {
    const server = await openDtlsServer();
    const client = await connectDtls(server);
    await exchange(client);
    expect(client.peerCertificate?.subject).toBe('CN=localhost');
    expect(server.sessions[0]?.peerCertificate).toBeUndefined();
  });

  it('shows the server the certificate of a device', async () => {
    const server = await openDtlsServer({ credentials: mutual });
    await exchange(await connectDtls(server, presentingDtls('client')));
    expect(server.sessions[0]?.peerCertificate?.subject).toContain('CN=Client');
  });

  it('opens an encrypted key', async () => {
    const credentials = { key: pem('server-encrypted.key'), password: 'exproto' };
    const server = await openDtlsServer({ credentials });
    await exchange(await connectDtls(server));
  });

  it.each([
    ['without a certificate', trustingDtls, 'peer did not return a certificate'],
    ['with an expired certificate', presentingDtls('expired-client'), 'certificate has expired'],
    [
      'with a certificate of nobody',
      presentingDtls('other-client'),
      'unable to get local issuer certificate',
    ],
  ])('fails for a device %s, with an alert', async (_, credentials, reason) => {
    const server = await openDtlsServer({ credentials: mutual });
    await expect(connectDtls(server, credentials)).rejects.toMatchObject({
      code: 'DTLS_HANDSHAKE_FAILED',
      facts: { reason: expect.stringContaining('alert') },
    });
    expect(server.failures).toEqual([expect.stringContaining(reason)]);
    expect([server.peers, server.handshakes, server.places]).toEqual([0, 0, 0]);
  });

  it.each([
    ['of nobody', { ...trustingDtls, ca: pem('other-ca.pem') }, 'unable to get local issuer certificate'],
    ['of another name', { ...trustingDtls, servername: 'elsewhere' }, 'hostname mismatch'],
    ['of another address', { ...trustingDtls, servername: '127.0.0.2' }, 'IP address mismatch'],
  ])('fails for a server with a certificate %s', async (_, credentials, reason) => {
    const server = await openDtlsServer();
    await expect(connectDtls(server, credentials)).rejects.toThrow(reason);
    await until(() => server.failures.length === 1, 'the server has heard of it');
    expect(server.failures[0]).toContain('alert');
  });

  it('fails for a server whose certificate has expired, unless nobody looks', async () => {
    const expired = { certificate: pem('expired-server.pem'), key: pem('expired-server.key') };
    const server = await openDtlsServer({ credentials: expired });
    await expect(connectDtls(server)).rejects.toThrow('certificate has expired');
    await exchange(await connectDtls(server, { verify: false }));
  });

  it('takes an address in the certificate for a name', async () => {
    await exchange(await connectDtls(await openDtlsServer(), { ...trustingDtls, servername: '127.0.0.1' }));
  });

  it('needs no certificate where both know a key', async () => {
    const server = await openDtlsServer({ withoutCertificate: true, credentials: { psk: [meter] } });
    const client = await connectDtls(server, { psk: meter });
    await exchange(client);
    expect(client.peerCertificate).toBeUndefined();
  });

  it('serves devices with keys and devices with certificates on one port', async () => {
    const server = await openDtlsServer({ credentials: { ...mutual, psk: [meter] } });
    await exchange(await connectDtls(server, { psk: meter }));
    await exchange(await connectDtls(server, presentingDtls('client')));
    expect(server.sessions.map(({ peerCertificate }) => peerCertificate !== undefined)).toEqual([
      false,
      true,
    ]);
  });

  it('tells a device with an unknown identity, and ignores one with a wrong key', async () => {
    const server = await openDtlsServer({ credentials: { psk: [meter] } });
    const unknown = connectDtls(server, { psk: { ...meter, identity: 'pump' } });
    await expect(unknown).rejects.toThrow('alert');
    const wrong = { psk: { ...meter, key: Buffer.alloc(16) } };
    const late = connectDtls(server, wrong, { handshakeTimeout: 300 });
    await expect(late).rejects.toThrow('no handshake within 300 ms');
    expect(server.sessions).toEqual([]);
  });

  it.each([256, 400, 1_400])(
    'takes a chain of RSA keys of 4096 bits in datagrams of %i bytes',
    async (mtu) => {
      const credentials = { certificate: pem('rsa-server.pem'), key: pem('rsa-server.key') };
      const server = await openDtlsServer({ credentials, options: { mtu } });
      const network = await impair(server, { seed: 1 });
      const sizes: number[] = [];
      network.admit = (datagram, towards) => {
        if (towards === 'client') sizes.push(datagram.length);
        return true;
      };
      await exchange(await connectDtls(network, trustingDtls, { mtu }));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(mtu);
      // Packed as full as it goes: the chain alone has about 3,000 bytes.
      expect(sizes.length).toBeLessThan(3 + (2 * 4_000) / (mtu - 60));
    },
  );

  it('is shared by clients that have a context together', async () => {
    const server = await openDtlsServer();
    const context = await createDtlsClientContext(trustingDtls);
    const clients = await Promise.all(Array.from({ length: 20 }, () => connectDtls(server, context)));
    context.close();
    await Promise.all(clients.map((client) => exchange(client)));
    await expect(connectDtls(server, context)).rejects.toMatchObject({ code: 'DTLS_CLOSED' });
  });

  it('goes on with other credentials after a reload, and the sessions stay', async () => {
    const server = await openDtlsServer();
    const before = await connectDtls(server);
    const options = { handshakeTimeout: 15_000, mtu: 1_400 };
    const renewed = { certificate: pem('other-client.pem'), key: pem('other-client.key') };
    server.server.reload({ ...renewed, verify: 'verify_none', failIfNoPeerCert: false }, options);
    await exchange(before);
    const after = await connectDtls(server, { verify: false });
    expect(after.peerCertificate?.subject).toContain('CN=Client');
    const broken = {
      ...renewed,
      key: pem('server.key'),
      verify: 'verify_none',
      failIfNoPeerCert: false,
    } as const;
    expect(() => server.server.reload(broken, options)).toThrow("the private key can't be used for DTLS");
    await exchange(await connectDtls(server, { verify: false }));
  });
});

describe('credentials', () => {
  it.each([
    ['a certificate that is none', { certificate: 'x' }, 'the certificate'],
    ['a key of another certificate', { key: pem('client.key') }, 'the private key'],
    ['an encrypted key without its password', { key: pem('server-encrypted.key') }, 'the private key'],
    ['ciphers that nobody has', { ciphers: ['NONE-SUCH'] }, 'ciphers NONE-SUCH'],
    ['an identity that is too long', { psk: [{ ...meter, identity: 'x'.repeat(129) }] }, 'the identity'],
    ['a key of no bytes', { psk: [{ ...meter, key: Buffer.alloc(0) }] }, 'the key of meter'],
  ])('are refused with %s', async (_, credentials, what) => {
    await expect(openDtlsServer({ credentials })).rejects.toMatchObject({
      code: 'DTLS_CREDENTIALS_UNUSABLE',
      message: expect.stringContaining(what),
    });
  });

  it('never stand in a message', async () => {
    const credentials = {
      ca: pem('ca.pem'),
      cert: pem('client.pem'),
      key: pem('server-encrypted.key'),
      password: 'w',
    };
    const failure = DtlsClientSocket.connect('127.0.0.1', 1, { credentials });
    await expect(failure).rejects.toMatchObject({ code: 'DTLS_CREDENTIALS_UNUSABLE' });
    await expect(failure).rejects.not.toThrow(/BEGIN/);
  });
});
