import { describe, expect, it, onTestFinished } from 'vitest';
import { certificateFile, pem } from '../../fixtures/certificates.ts';
import { impair } from '../../fixtures/dtls-pair.ts';
import { PeerProgram } from '../../fixtures/peer-program.ts';
import type { TestConfigurationChanges } from '../../fixtures/test-configuration.ts';
import { TestSystem } from '../../fixtures/test-system.ts';
import { until } from '../../fixtures/until.ts';

const key = '00112233445566778899aabbccddeeff';
const psk = [{ identity: 'meter', key: Buffer.from(key, 'hex') }];
const mutual = { verify: 'verify_peer', failIfNoPeerCert: true } as const;
const large = { certificate: pem('rsa-server.pem'), key: pem('rsa-server.key'), mtu: 400 };
const own = (name: string) => [certificateFile(`${name}.pem`), certificateFile(`${name}.key`)] as const;
const [certificate, privateKey] = own('client');

async function start(
  dtls: TestConfigurationChanges['dtls'] = {},
): Promise<{ system: TestSystem; port: number }> {
  const system = await TestSystem.start({ dtls });
  onTestFinished(() => system.stop());
  system.echo();
  return { system, port: system.gateway.listeners[0]?.address.port ?? 0 };
}

function openssl(port: number, ...more: string[]): PeerProgram {
  const common = ['s_client', '-dtls1_2', '-connect', `127.0.0.1:${port}`, '-quiet', '-no_ign_eof'];
  return new PeerProgram('openssl', [...common, ...more]);
}

const trustingOpenssl = [
  '-CAfile',
  certificateFile('ca.pem'),
  '-verify_return_error',
  '-verify_hostname',
  'localhost',
];

function gnutls(port: number, ...more: string[]): PeerProgram {
  return new PeerProgram('gnutls-cli', ['--udp', '--port', String(port), ...more, '127.0.0.1']);
}

const trustingGnutls = ['--x509cafile', certificateFile('ca.pem')];
const gnutlsKey = ['--pskusername', 'meter', '--pskkey', key, '--priority', 'NORMAL:-KX-ALL:+PSK'];

const devices: [string, TestConfigurationChanges['dtls'], (port: number) => PeerProgram][] = [
  ['openssl s_client', {}, (port) => openssl(port, ...trustingOpenssl)],
  [
    'openssl s_client with a certificate',
    mutual,
    (port) => openssl(port, ...trustingOpenssl, '-cert', certificate, '-key', privateKey),
  ],
  [
    'openssl s_client with a pre-shared key',
    { psk },
    (port) => openssl(port, '-psk_identity', 'meter', '-psk', key, '-cipher', 'PSK'),
  ],
  [
    'openssl s_client with a small MTU and a large chain',
    large,
    (port) => openssl(port, ...trustingOpenssl, '-mtu', '400'),
  ],
  ['gnutls-cli', {}, (port) => gnutls(port, ...trustingGnutls)],
  [
    'gnutls-cli with a certificate',
    mutual,
    (port) => gnutls(port, ...trustingGnutls, '--x509certfile', certificate, '--x509keyfile', privateKey),
  ],
  ['gnutls-cli with a pre-shared key', { psk }, (port) => gnutls(port, ...gnutlsKey)],
  [
    'gnutls-cli with a small MTU and a large chain',
    large,
    (port) => gnutls(port, ...trustingGnutls, '--mtu', '400'),
  ],
];

describe('a DTLS listener', () => {
  it.each(devices)('serves %s', async (name, dtls, connect) => {
    const { system, port } = await start(dtls);
    const device = connect(port);
    const { request, conn } = await system.handler.untilMethod('OnSocketCreated');
    const peercert = name.endsWith('a certificate') ? { cn: 'Client' } : null;
    expect(request.conninfo).toMatchObject({ socktype: 'DTLS', peercert });
    device.write('hello\n');
    await system.handler.untilMethod('OnReceivedBytes', conn);
    await device.untilWritten('hello');
    device.end();
    const closed = await system.handler.untilMethod('OnSocketClosed', conn);
    expect(closed.request.reason).toBe('ssl_closed');
  });

  it.each(devices)(
    'serves %s where a fifth is lost',
    async (_, dtls, connect) => {
      const { system, port } = await start({ handshakeTimeout: 120_000, ...dtls });
      const network = await impair({ port }, { seed: 11, loss: 0.2, duplication: 0.05, reordering: 0.1 });
      const device = connect(network.port);
      await expect.poll(() => system.handler.methods(), { timeout: 100_000 }).toContain('OnSocketCreated');
      // Any of the words may be lost, or what comes back.
      const insisting = setInterval(() => device.write('hello\n'), 100);
      onTestFinished(() => clearInterval(insisting));
      await expect.poll(() => device.output, { timeout: 30_000 }).toContain('hello');
      expect(network.counts.lost).toBeGreaterThan(0);
    },
    140_000,
  );

  it('refuses openssl s_client with the certificate of nobody', async () => {
    const { system, port } = await start(mutual);
    const [cert, privateKeyOfNobody] = own('other-client');
    const device = openssl(port, ...trustingOpenssl, '-cert', cert, '-key', privateKeyOfNobody);
    await until(() => device.ended, 'it has given up');
    expect(device.output).toContain('alert');
    expect(system.handler.callbacks).toEqual([]);
  });

  it('refuses gnutls-cli without a certificate', async () => {
    const { system, port } = await start(mutual);
    const device = gnutls(port, ...trustingGnutls);
    await until(() => device.ended, 'it has given up');
    expect(device.output).toMatch(/alert/i);
    expect(system.handler.callbacks).toEqual([]);
  });
});
