import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { ServerCredentials } from '@grpc/grpc-js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pem } from '../../fixtures/certificates.ts';
import { serverCredentials } from '../../fixtures/grpc-credentials.ts';
import { RecordingHandler } from '../../fixtures/recording-handler.ts';
import type { HandlerTlsConfiguration } from '../config/tls-configuration.ts';
import { plainReason } from '../core/reason.ts';
import type { CallbackOutcome, HandlerClient } from '../handler/handler-client.ts';
import { createGrpcHandlerClient } from './grpc-handler-client.ts';

const trusting: HandlerTlsConfiguration = {
  verify: 'verify_peer',
  certificateAuthorities: pem('ca.pem'),
};

const own = { certificate: pem('client.pem'), key: pem('client.key') };

async function startHandler(credentials = serverCredentials(), host?: string): Promise<RecordingHandler> {
  const handler = await RecordingHandler.start(0, credentials, host);
  onTestFinished(() => handler.kill());
  return handler;
}

function connect(url: string, tls?: HandlerTlsConfiguration): HandlerClient {
  const configuration = {
    url,
    service: 'ConnectionUnaryHandler',
    mode: 'unary',
    callbackTimeout: 5_000,
  } as const;
  const client = createGrpcHandlerClient(
    { ...configuration, ...(tls === undefined ? {} : { tls }) },
    plainReason,
  );
  onTestFinished(() => client.close());
  return client;
}

function call(client: HandlerClient): Promise<CallbackOutcome> {
  return new Promise((resolve) => client.call('conn', { method: 'OnTimerTimeout' }, resolve));
}

describe('a handler with TLS', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', '127.0.0.1'],
    ['[::1]', '[::1]'],
  ])('is called at https://%s', async (name, host) => {
    const handler = await startHandler(serverCredentials(), host);
    expect(await call(connect(`https://${name}:${handler.port}`, trusting))).toBeUndefined();
    expect(handler.methods()).toEqual(['OnTimerTimeout']);
  });

  it('is called without a check with verify_none', async () => {
    const handler = await startHandler();
    expect(await call(connect(handler.url, { verify: 'verify_none' }))).toBeUndefined();
  });

  it('may have a certificate for another name than its host, where that is told', async () => {
    const handler = await startHandler();
    const client = connect(handler.url, { ...trusting, serverName: 'localhost' });
    expect(await call(client)).toBeUndefined();
  });

  it.each([
    ['', own],
    [', whose key is encrypted', { ...own, key: pem('client-encrypted.key'), password: 'exproto' }],
  ])('that demands a certificate is shown one%s', async (_, identity) => {
    const handler = await startHandler(serverCredentials('server', true));
    expect(await call(connect(handler.url, { ...trusting, ...identity }))).toBeUndefined();
  });

  it.each(['http://localhost', 'https://localhost', 'https://127.0.0.1'])(
    'at %s is reached again, at once, when it comes back',
    async (address) => {
      const credentials = address.startsWith('https')
        ? serverCredentials()
        : ServerCredentials.createInsecure();
      const handler = await startHandler(credentials);
      const client = connect(
        `${address}:${handler.port}`,
        address.startsWith('https') ? trusting : undefined,
      );
      expect(await call(client)).toBeUndefined();
      handler.kill();
      expect(await call(client)).toBeDefined();
      const again = await RecordingHandler.start(handler.port, credentials);
      onTestFinished(() => again.kill());
      expect(await client.probe(2_000)).toBeUndefined();
      expect(await call(client)).toBeUndefined();
    },
  );
});

describe('a handler that can not be called, and why, is told to calls and to the probe:', () => {
  const plain = ServerCredentials.createInsecure();
  it.each<[string, ServerCredentials, HandlerTlsConfiguration | undefined, RegExp]>([
    [
      'another authority',
      serverCredentials(),
      { ...trusting, certificateAuthorities: pem('other-ca.pem') },
      /^its certificate is of no authority that is trusted here \(\w+\): set tls\.cacertfile /,
    ],
    [
      'no authority of the test, only those of Node.js',
      serverCredentials(),
      { verify: 'verify_peer' },
      /^its certificate is of no authority that is trusted here /,
    ],
    [
      'another name',
      serverCredentials(),
      { ...trusting, serverName: 'handler.example.org' },
      /^its certificate is not for handler\.example\.org: correct the url, or set tls\.server_name /,
    ],
    [
      'a certificate that has expired',
      serverCredentials('expired-server'),
      trusting,
      /^its certificate has expired: renew it$/,
    ],
    [
      'no certificate where one is demanded',
      serverCredentials('server', true),
      trusting,
      /^it refuses the gateway in the TLS handshake \(\w+\): set tls\.certfile and tls\.keyfile /,
    ],
    [
      'a certificate that it does not accept',
      serverCredentials('server', true),
      { ...trusting, certificate: pem('other-client.pem'), key: pem('other-client.key') },
      /^it (refuses the gateway in|closed the connection after) the TLS handshake \(.*\): .* tls\.certfile/,
    ],
    [
      'no TLS on its side',
      plain,
      trusting,
      /^it doesn't answer in TLS .*: begin the url with http:\/\/|^it closed/,
    ],
    [
      'TLS on its side only',
      serverCredentials(),
      undefined,
      /^it took the connection and closed it \(.*\): begin the url with https:\/\/ if it serves TLS/,
    ],
  ])('%s', async (_, credentials, tls, words) => {
    const handler = await startHandler(credentials);
    const scheme = tls === undefined ? 'http' : 'https';
    const client = connect(`${scheme}://127.0.0.1:${handler.port}`, tls);
    const outcome = await call(client);
    expect(outcome).toMatchObject({ status: 'UNAVAILABLE', arrival: 'never' });
    expect(outcome?.details).toMatch(words);
    expect(await client.probe(300)).toMatch(words);
    expect(handler.callbacks).toEqual([]);
  });
});

describe('a handshake', () => {
  it.each([
    ['127.0.0.1', undefined, false],
    ['localhost', undefined, 'localhost'],
    ['127.0.0.1', 'handler.example.org', 'handler.example.org'],
  ])('for https://%s with the server name %s asks for %s', async (host, serverName, asked) => {
    const server = createServer({ cert: pem('server.pem'), key: pem('server.key'), ALPNProtocols: ['h2'] });
    onTestFinished(() => void server.close());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connected = once(server, 'secureConnection');
    const tls = { verify: 'verify_none', ...(serverName === undefined ? {} : { serverName }) } as const;
    void call(connect(`https://${host}:${port}`, tls));
    const [socket] = (await connected) as [TLSSocket & { servername: string | false }];
    expect(socket.servername).toBe(asked);
    expect(socket.alpnProtocol).toBe('h2');
    socket.on('error', () => undefined).destroy();
  });
});

describe('https without more', () => {
  it('is TLS, and checked', async () => {
    const handler = await startHandler();
    const outcome = await call(connect(handler.url));
    expect(outcome?.details).toMatch(/^its certificate is of no authority that is trusted here /);
  });
});

describe('reload', () => {
  it('shows another certificate to the next connection', async () => {
    const credentials = serverCredentials('server', true);
    const handler = await startHandler(credentials);
    const client = connect(handler.url, { ...trusting, ...own });
    expect(await call(client)).toBeUndefined();
    client.reload?.(trusting);
    expect(await call(client)).toBeUndefined();
    handler.kill();
    const again = await RecordingHandler.start(handler.port, credentials);
    onTestFinished(() => again.kill());
    expect(await client.probe(400)).toMatch(/^it refuses the gateway in the TLS handshake/);
    client.reload?.({ ...trusting, ...own });
    expect(await client.probe(2_000)).toBeUndefined();
  });

  it('of what can not be used changes nothing', async () => {
    const handler = await startHandler();
    const client = connect(handler.url, trusting);
    const wrong = { ...trusting, ...own, key: pem('server.key'), serverName: 'nobody' };
    expect(() => client.reload?.(wrong)).toThrow(expect.objectContaining({ code: 'TLS_UNUSABLE' }));
    expect(await call(client)).toBeUndefined();
  });
});

describe('TLS that can not be used', () => {
  it('is an error that names the handler', () => {
    const tls = { ...trusting, certificate: pem('client.pem'), key: pem('server.key') };
    expect(() => connect('https://127.0.0.1:1', tls)).toThrow(
      expect.objectContaining({
        name: 'GatewayError',
        code: 'TLS_UNUSABLE',
        message: expect.stringMatching(
          /^handler https:\/\/127\.0\.0\.1:1: the certificate, key or authorities /,
        ),
      }),
    );
  });
});
