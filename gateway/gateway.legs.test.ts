import { describe, expect, it, onTestFinished } from 'vitest';
import { pem, tlsConfiguration } from '../fixtures/certificates.ts';
import { serverCredentials } from '../fixtures/grpc-credentials.ts';
import { RecordingLog } from '../fixtures/recording-log.ts';
import { streams, testConfiguration } from '../fixtures/test-configuration.ts';
import { TestSystem } from '../fixtures/test-system.ts';
import type { HandlerConfiguration } from './config/configuration.ts';
import type { HandlerTlsConfiguration } from './config/tls-configuration.ts';
import { createParts } from './create-parts.ts';
import { Gateway } from './gateway.ts';

const adapter = {
  bind: { host: '127.0.0.1', port: 0 },
  maxMessageSize: 1_000_000,
  tls: tlsConfiguration(),
};

const tls: HandlerTlsConfiguration = {
  certificateAuthorities: pem('ca.pem'),
  certificate: pem('client.pem'),
  key: pem('client.key'),
  verify: 'verify_peer',
};

async function start(handler: Partial<HandlerConfiguration>, log = new RecordingLog()): Promise<TestSystem> {
  const credentials = serverCredentials('server', true);
  const system = await TestSystem.start(
    { gateway: { adapter }, handler: { tls, ...handler } },
    { log },
    { credentials },
  );
  onTestFinished(() => system.stop());
  return system;
}

describe.each([
  ['unary', {}],
  ['stream', streams],
])('TLS in both directions, with the mode %s', (_, mode) => {
  it('serves a device from its first byte to its end', async () => {
    const system = await start(mode);
    system.echo();
    const { device, conn } = await system.connect();
    await device.write('hello');
    await device.untilReceived('hello');
    device.end();
    await system.handler.untilMethod('OnSocketClosed', conn);
    expect(system.handler.methods(conn)).toEqual(['OnSocketCreated', 'OnReceivedBytes', 'OnSocketClosed']);
  });

  it('finds a handler again that was restarted, and tells it what ended meanwhile', async () => {
    const system = await start(mode);
    const { device, conn } = await system.connect();
    await system.untilAnswered();
    system.handler.kill();
    device.end();
    await device.ended;
    await system.restartHandler();
    const { request } = await system.handler.untilMethod('OnSocketClosed', conn);
    expect(request.reason).toBe('tcp_closed');
    await system.proveAlive();
  });

  it('turns devices away while the certificate of the handler is wrong, and says why', async () => {
    const log = new RecordingLog();
    const system = await start({ ...mode, tls: { ...tls, serverName: 'handler.example.org' } }, log);
    await (await system.connectUnseen()).ended;
    const problem = 'its certificate is not for handler.example.org: ';
    expect(await system.gateway.probeHandlers(400)).toEqual([
      expect.stringContaining(`handler ${system.handler.url} can't be reached: ${problem}`),
    ]);
    expect(log.lines).toContainEqual({
      level: 'warn',
      message: 'a callback failed',
      facts: expect.objectContaining({
        method: 'OnSocketCreated',
        details: expect.stringContaining(problem),
      }),
    });
    expect(system.handler.callbacks).toEqual([]);
  });
});

describe('the client of a handler', () => {
  it('is shared by listeners that call it in the same way, and by no other', async () => {
    const made: HandlerConfiguration[] = [];
    const base = { url: 'http://127.0.0.1:1', service: 'ConnectionHandler', mode: 'unary' } as const;
    const handlers: HandlerConfiguration[] = [
      { ...base, callbackTimeout: 1 },
      { ...base, callbackTimeout: 2 },
      { ...base, mode: 'stream', callbackTimeout: 1 },
      { ...base, url: 'https://127.0.0.1:1', tls, callbackTimeout: 1 },
      { ...base, url: 'https://127.0.0.1:1', tls: { ...tls, verify: 'verify_none' }, callbackTimeout: 1 },
    ];
    const configuration = testConfiguration();
    const [listener] = configuration.listeners;
    if (listener === undefined) throw new Error('there is no listener');
    const parts = createParts(configuration);
    const listeners = handlers.map((handler, index) => ({ ...listener, name: `l${index}`, handler }));
    const gateway = await Gateway.start(
      { ...configuration, listeners },
      {
        ...parts,
        createHandlerClient(handler) {
          made.push(handler);
          return parts.createHandlerClient(handler);
        },
      },
    );
    onTestFinished(() => gateway.stop());
    expect(made).toEqual(handlers.toSpliced(1, 1));
  });
});
