import { describe, expect, it, onTestFinished } from 'vitest';
import { RecordingHandler, Refusal } from '../../fixtures/recording-handler.ts';
import type { Callback } from '../core/callback.ts';
import { plainReason } from '../core/reason.ts';
import type { CallbackOutcome, HandlerClient } from '../handler/handler-client.ts';
import { createGrpcHandlerClient } from './grpc-handler-client.ts';

const bytes: Callback = { method: 'OnReceivedBytes', chunks: [Buffer.from('he'), Buffer.from('y')], size: 3 };

async function startHandler(): Promise<RecordingHandler> {
  const handler = await RecordingHandler.start();
  onTestFinished(() => handler.kill());
  return handler;
}

function connect(
  url: string,
  service: 'ConnectionUnaryHandler' | 'ConnectionHandler' = 'ConnectionUnaryHandler',
): HandlerClient {
  const client = createGrpcHandlerClient(
    { url, service, mode: 'unary', callbackTimeout: 5_000 },
    plainReason,
  );
  onTestFinished(() => client.close());
  return client;
}

function call(client: HandlerClient, callback: Callback = bytes): Promise<CallbackOutcome> {
  return new Promise((resolve) => client.call('conn', callback, resolve));
}

describe.each(['ConnectionUnaryHandler', 'ConnectionHandler'] as const)('a callback to %s', (service) => {
  it('carries its event', async () => {
    const handler = await startHandler();
    const client = connect(handler.url, service);
    expect(await call(client)).toBeUndefined();
    await call(client, { method: 'OnTimerTimeout' });
    await call(client, { method: 'OnSocketClosed', reason: { kind: 'normal' } });
    expect(handler.callbacks.map(({ request }) => request)).toEqual([
      { conn: 'conn', bytes: Buffer.from('hey') },
      { conn: 'conn', type: 'KEEPALIVE' },
      { conn: 'conn', reason: 'normal' },
    ]);
    expect(handler.callbacks.map((callback) => callback.service)).toEqual([service, service, service]);
  });

  it('that the handler refuses arrived for certain', async () => {
    const handler = await startHandler();
    handler.behave = () => {
      throw new Refusal('FAILED_PRECONDITION', 'nope');
    };
    expect(await call(connect(handler.url, service))).toEqual({
      status: 'FAILED_PRECONDITION',
      details: 'nope',
      arrival: 'certain',
    });
  });

  it('that the handler itself calls UNAVAILABLE arrived for certain', async () => {
    const handler = await startHandler();
    handler.behave = () => {
      throw new Refusal('UNAVAILABLE', 'busy');
    };
    const outcome = await call(connect(handler.url, service));
    expect(outcome).toEqual({ status: 'UNAVAILABLE', details: 'busy', arrival: 'certain' });
  });

  it('that is UNAVAILABLE after headers arrived for certain', async () => {
    const handler = await startHandler();
    handler.behave = ({ sendHeaders }) => {
      sendHeaders();
      throw new Refusal('UNAVAILABLE', 'busy');
    };
    const outcome = await call(connect(handler.url, service));
    expect(outcome).toEqual({ status: 'UNAVAILABLE', details: 'busy', arrival: 'certain' });
  });

  it('whose handler is killed meanwhile may have arrived', async () => {
    const handler = await startHandler();
    onTestFinished(handler.hold(() => true));
    const outcome = call(connect(handler.url, service));
    await handler.untilMethod('OnReceivedBytes');
    handler.kill();
    expect(await outcome).toMatchObject({ arrival: 'unknown' });
  });
});

describe('a callback', () => {
  it('to a handler that is away never arrived', async () => {
    const handler = await startHandler();
    handler.kill();
    const client = connect(handler.url);
    expect(await call(client)).toMatchObject({ status: 'UNAVAILABLE', arrival: 'never' });
    expect(await call(client)).toMatchObject({ status: 'UNAVAILABLE', arrival: 'never' });
  });

  it('to a host without an address never arrived', async () => {
    expect(await call(connect('http://no-such-host.invalid:9001'))).toMatchObject({ arrival: 'never' });
  });

  it('to a URL whose port is the default of http goes to port 80', async () => {
    // 127.9.8.7 is this machine, but no one listens there.
    const outcome = await call(connect('http://127.9.8.7:80'));
    expect(outcome?.details).toContain('127.9.8.7:80');
  });

  it('reaches a handler that came back, at once', async () => {
    const handler = await startHandler();
    const client = connect(handler.url);
    await call(client);
    handler.kill();
    expect(await call(client)).toBeDefined();
    const again = await RecordingHandler.start(handler.port);
    onTestFinished(() => again.kill());
    expect(await client.probe(2_000)).toBeUndefined();
    expect(await call(client)).toBeUndefined();
  });

  it('that is abandoned has no outcome, and the handler sees it cancelled', async () => {
    const handler = await startHandler();
    const client = connect(handler.url);
    const release = handler.hold(() => true);
    let outcomes = 0;
    const abandon = client.call('conn', bytes, () => {
      outcomes += 1;
    });
    await handler.untilMethod('OnReceivedBytes');
    abandon();
    release();
    await call(client);
    expect(outcomes).toBe(0);
  });
});

describe('probe', () => {
  it('says why a handler can not be reached', async () => {
    const handler = await startHandler();
    expect(await connect(handler.url).probe(2_000)).toBeUndefined();
    handler.kill();
    expect(await connect(handler.url).probe(100)).toEqual(expect.any(String));
  });
});
