import { once } from 'node:events';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { ChannelCredentials } from '@grpc/grpc-js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AdapterClient } from '../../fixtures/adapter-client.ts';
import { pem, presenting, tlsConfiguration, trusting } from '../../fixtures/certificates.ts';
import { Device } from '../../fixtures/device.ts';
import { handlerCredentials } from '../../fixtures/grpc-credentials.ts';
import { RecordingLog } from '../../fixtures/recording-log.ts';
import { until } from '../../fixtures/until.ts';
import type { AdapterServer } from '../adapter/adapter-server.ts';
import type { HostPort } from '../config/configuration.ts';
import type { TlsConfiguration } from '../config/tls-configuration.ts';
import { success } from '../core/answers.ts';
import { serveGrpcAdapter } from './grpc-adapter-server.ts';

async function start(changes: Partial<TlsConfiguration> = {}, host = '127.0.0.1') {
  const log = new RecordingLog();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const service = {
    // Only a Send waits.
    call: async (_: string, { method }: { method: string }) => {
      if (method === 'Send') await held;
      return success;
    },
    rawPublish: async () => success,
  };
  const configuration = { bind: { host, port: 0 }, maxMessageSize: 1_000_000 };
  const adapter = await serveGrpcAdapter({ ...configuration, tls: tlsConfiguration(changes) }, service, log);
  onTestFinished(() => adapter.close());
  return { adapter, log, release };
}

function client(address: HostPort, credentials = handlerCredentials()): AdapterClient {
  const created = new AdapterClient(address, credentials);
  onTestFinished(() => created.close());
  return created;
}

async function codeOf(adapter: AdapterServer, credentials?: ChannelCredentials): Promise<string> {
  const answer = client(adapter.address, credentials).call('Close', { conn: 'x' });
  return answer.then(
    ({ code }) => code,
    () => 'refused',
  );
}

/** A bare TLS connection to the adapter. */
async function shakeHands({ address }: AdapterServer, options: ConnectionOptions): Promise<TLSSocket> {
  const socket = connect({ ...address, ALPNProtocols: ['h2'], ...options });
  onTestFinished(() => void socket.destroy());
  // What is not read keeps a socket from its end.
  socket.on('error', () => undefined).resume();
  await once(socket, 'secureConnect');
  return socket;
}

const demanding = { verify: 'verify_peer', failIfNoPeerCert: true } as const;

describe('an adapter with TLS', () => {
  it.each(['127.0.0.1', '::1', 'localhost'])('serves at %s those who trust it', async (host) => {
    const { adapter } = await start({}, host);
    expect(await codeOf(adapter)).toBe('SUCCESS');
  });

  it('has a key that a password opens', async () => {
    const { adapter } = await start({ key: pem('server-encrypted.key'), password: 'exproto' });
    expect(await codeOf(adapter)).toBe('SUCCESS');
  });

  it('serves nobody without TLS, and the log has the reason', async () => {
    const { adapter, log } = await start();
    expect(await codeOf(adapter, ChannelCredentials.createInsecure())).toBe('refused');
    await until(() => log.of('warn').length > 0, 'the refusal is logged');
    expect(log.lines[0]).toMatchObject({
      message: 'the adapter refused a TLS handshake',
      facts: { remoteAddress: '127.0.0.1', reason: expect.stringMatching(/^ERR_SSL/) },
    });
    expect(await codeOf(adapter)).toBe('SUCCESS');
  });

  it('offers the versions and ciphers that it is told to', async () => {
    const { adapter } = await start({ versions: ['tlsv1.2'], ciphers: ['ECDHE-ECDSA-AES256-GCM-SHA384'] });
    const socket = await shakeHands(adapter, trusting);
    expect(socket.getProtocol()).toBe('TLSv1.2');
    expect(socket.getCipher().name).toBe('ECDHE-ECDSA-AES256-GCM-SHA384');
    expect(await codeOf(adapter)).toBe('SUCCESS');
  });

  it.each([
    ['none', undefined, 'refused'],
    ['a good one', 'client', 'SUCCESS'],
    ['one of another authority', 'other-client', 'refused'],
    ['one that has expired', 'expired-client', 'refused'],
  ])('that demands a certificate, shown %s: %s', async (_, name, outcome) => {
    const { adapter } = await start(demanding);
    expect(await codeOf(adapter, handlerCredentials(name))).toBe(outcome);
  });

  it.each([
    ['none', undefined, 'SUCCESS'],
    ['a good one', 'client', 'SUCCESS'],
    ['one of another authority', 'other-client', 'refused'],
  ])('that asks for a certificate, shown %s: %s', async (_, name, outcome) => {
    const { adapter, log } = await start({ verify: 'verify_peer' });
    expect(await codeOf(adapter, handlerCredentials(name))).toBe(outcome);
    const reasons = log.lines.map(({ facts }) => (facts as { reason: string }).reason);
    expect(new Set(reasons)).toEqual(
      new Set(outcome === 'refused' ? ['UNABLE_TO_VERIFY_LEAF_SIGNATURE'] : []),
    );
  });

  it('ends its connections when it is closed', async () => {
    const { adapter } = await start();
    const silent = await Device.connect(adapter.address);
    onTestFinished(() => silent.destroy());
    const idle = await shakeHands(adapter, trusting);
    const pending = client(adapter.address).call('Send', { conn: 'x' });
    await shakeHands(adapter, trusting);
    adapter.close();
    await expect(pending).rejects.toBeDefined();
    if (!idle.closed) await once(idle, 'close');
    await silent.ended;
    await expect(shakeHands(adapter, trusting)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('that can not use its key says so', async () => {
    await expect(start({ key: pem('client.key') })).rejects.toMatchObject({
      name: 'GatewayError',
      code: 'TLS_UNUSABLE',
      message: expect.stringMatching(
        /^adapter: its certificate, key, authorities or ciphers can't be used \(/,
      ),
    });
  });

  it('whose port is taken says so', async () => {
    const { adapter } = await start();
    const configuration = { bind: adapter.address, maxMessageSize: 1, tls: tlsConfiguration() };
    const service = { call: async () => success, rawPublish: async () => success };
    await expect(serveGrpcAdapter(configuration, service, new RecordingLog())).rejects.toMatchObject({
      code: 'ADDRESS_IN_USE',
      message: expect.stringMatching(/^adapter: 127\.0\.0\.1:\d+ is in use: /),
    });
  });
});

describe('reload', () => {
  it('shows another certificate to those who come, and goes on with the calls of those who are there', async () => {
    const { adapter, release } = await start();
    const there = client(adapter.address);
    expect((await there.call('Close', { conn: 'x' })).code).toBe('SUCCESS');
    const pending = there.call('Send', { conn: 'x' });
    adapter.reload?.(
      tlsConfiguration({ certificate: pem('expired-server.pem'), key: pem('expired-server.key') }),
    );
    expect(await codeOf(adapter)).toBe('refused');
    const socket = await shakeHands(adapter, { ...trusting, rejectUnauthorized: false });
    expect(new Date(socket.getPeerCertificate().valid_to).getUTCFullYear()).toBe(2021);
    expect((await there.call('Close', { conn: 'x' })).code).toBe('SUCCESS');
    release();
    expect((await pending).code).toBe('SUCCESS');
  });

  it('makes other demands', async () => {
    const { adapter } = await start();
    adapter.reload?.(tlsConfiguration(demanding));
    expect(await codeOf(adapter)).toBe('refused');
    expect(await codeOf(adapter, handlerCredentials('client'))).toBe('SUCCESS');
    const socket = await shakeHands(adapter, presenting('client'));
    expect(socket.authorized).toBe(true);
  });

  it('of what can not be used changes nothing', async () => {
    const { adapter } = await start();
    const wrong = tlsConfiguration({ key: pem('client.key') });
    expect(() => adapter.reload?.(wrong)).toThrow(expect.objectContaining({ code: 'TLS_UNUSABLE' }));
    expect(await codeOf(adapter)).toBe('SUCCESS');
  });
});
