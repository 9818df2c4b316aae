import { describe, expect, it, onTestFinished } from 'vitest';
import { pem, tlsConfiguration } from '../../fixtures/certificates.ts';
import { RecordingLog } from '../../fixtures/recording-log.ts';
import type { TlsConfiguration } from '../../gateway/config/tls-configuration.ts';
import { success } from '../../gateway/core/answers.ts';
import { serveGrpcAdapter } from '../../gateway/grpc/grpc-adapter-server.ts';
import { createAdapterClient } from './adapter-client.ts';

const patience = 10_000;

/** An adapter with TLS, and the topics that were published there. */
async function serve(changes: Partial<TlsConfiguration> = {}) {
  const topics: string[] = [];
  const service = {
    call: async () => success,
    rawPublish: async (topic: string) => {
      topics.push(topic);
      return success;
    },
  };
  const bind = { host: 'localhost', port: 0 };
  const configuration = { bind, maxMessageSize: 1_000_000, tls: tlsConfiguration(changes) };
  const adapter = await serveGrpcAdapter(configuration, service, new RecordingLog());
  onTestFinished(() => adapter.close());
  return { topics, address: `localhost:${adapter.address.port}` };
}

function clientOf(...options: Parameters<typeof createAdapterClient>) {
  const client = createAdapterClient(...options);
  onTestFinished(() => client.close());
  return client;
}

const demanding = { verify: 'verify_peer', failIfNoPeerCert: true } as const;
const certificate = { cert: pem('client.pem'), key: pem('client.key') };

describe('commands for an adapter with TLS', () => {
  it.each([
    ['anyone is trusted', {}, {}],
    ['its authority is trusted', {}, { ca: pem('ca.pem') }],
    ['the certificate that it asks for is shown', demanding, { ca: pem('ca.pem'), ...certificate }],
  ])('come where %s', async (_, changes, tls) => {
    const { topics, address } = await serve(changes);
    const client = clientOf(address, tls);
    await client.connect(patience);
    await client.publish('devices/1', Buffer.from('on'));
    expect(topics).toEqual(['devices/1']);
  });

  it.each([
    ['another authority', {}, { ca: pem('other-ca.pem') }],
    ['a certificate that is asked for', demanding, { ca: pem('ca.pem') }],
    ['TLS', {}, undefined],
  ])('do not come without: %s', async (_, changes, tls) => {
    const { topics, address } = await serve(changes);
    const publish = clientOf(address, tls).publish('devices/1', Buffer.from('on'));
    await expect(publish).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(topics).toEqual([]);
  });

  it('need files in PEM', () => {
    expect(() => createAdapterClient('127.0.0.1:9100', { ...certificate, cert: 'no' })).toThrow(
      expect.objectContaining({
        code: 'CREDENTIALS_UNUSABLE',
        message: expect.stringMatching(/^--adapter-ca, --adapter-cert or --adapter-key: /),
      }),
    );
  });
});
