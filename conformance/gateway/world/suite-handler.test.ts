import { Client, credentials, Metadata, type ServiceDefinition, type ServiceError } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDefinition, serviceNames } from '../../../proto/index.ts';
import { formatAddress } from '../target/address.ts';
import { answered, type Callback, type CallbackAnswer } from './callback.ts';
import { SuiteHandler } from './suite-handler.ts';

let handler: SuiteHandler;
let client: Client;
let callbacks: Callback[];
let answers: CallbackAnswer[];

beforeEach(async () => {
  callbacks = [];
  answers = [];
  handler = await SuiteHandler.listen({ host: '127.0.0.1', port: 0 }, async (callback) => {
    callbacks.push(callback);
    return answers.shift() ?? answered;
  });
  client = new Client(formatAddress(handler.address), credentials.createInsecure(), {
    'grpc.use_local_subchannel_pool': 1,
  });
});

afterEach(() => {
  client.close();
  handler.close();
});

type Service = 'unaryHandler' | 'handler';

/** Calls OnReceivedBytes as a gateway does; the name of the error's status, or OK. */
function callBytes(service: Service, ...texts: readonly string[]): Promise<string> {
  const methods = loadDefinition()[serviceNames[service]] as ServiceDefinition;
  const { path, requestSerialize, responseDeserialize } = methods.OnReceivedBytes as NonNullable<
    ServiceDefinition[string]
  >;
  const requests = texts.map((text) => ({ conn: 'conn', bytes: Buffer.from(text) }));
  return new Promise((resolve) => {
    const done = (error: ServiceError | null) => resolve(error === null ? 'OK' : error.message);
    if (service === 'unaryHandler') {
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, requests[0], new Metadata(), done);
      return;
    }
    const stream = client.makeClientStreamRequest(path, requestSerialize, responseDeserialize, done);
    for (const request of requests) stream.write(request);
    stream.end();
  });
}

const bytesOf = (callback: Callback) =>
  callback.method === 'OnReceivedBytes' ? callback.request.bytes.toString() : callback.method;

describe('SuiteHandler', () => {
  it.each<[string, Service, readonly string[]]>([
    ['a unary call', 'unaryHandler', ['a']],
    ['a stream of one message', 'handler', ['a']],
    ['a stream of several messages', 'handler', ['a', 'b', 'c']],
  ])('serves %s', async (_, service, texts) => {
    await expect(callBytes(service, ...texts)).resolves.toBe('OK');
    expect(callbacks.map(bytesOf)).toEqual(texts);
  });

  it.each<[string, Service, readonly string[]]>([
    ['a unary call', 'unaryHandler', ['a']],
    ['a stream of several messages, at the first of them,', 'handler', ['a', 'b']],
  ])('fails %s with the status that it is told', async (_, service, texts) => {
    answers.push({ status: 'FAILED_PRECONDITION' });
    await expect(callBytes(service, ...texts)).resolves.toContain('FAILED_PRECONDITION');
    expect(callbacks).toHaveLength(1);
  });

  it('says when its address is taken, and what to do', async () => {
    const second = SuiteHandler.listen(handler.address, async () => answered);
    await expect(second).rejects.toMatchObject({
      code: 'HANDLER_ADDRESS_TAKEN',
      message: expect.stringContaining(formatAddress(handler.address)),
    });
  });
});

describe('a handler that is killed', () => {
  it('leaves its callbacks without an answer, and serves again when it is back', async () => {
    handler.close();
    handler = await SuiteHandler.listen({ host: '127.0.0.1', port: 0 }, (callback) => {
      callbacks.push(callback);
      if (callbacks.length > 1) return Promise.resolve(answered);
      handler.kill();
      return new Promise(() => undefined);
    });
    client.close();
    client = new Client(formatAddress(handler.address), credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
      'grpc.initial_reconnect_backoff_ms': 100,
    });
    await expect(callBytes('unaryHandler', 'a')).resolves.not.toBe('OK');
    await handler.restart();
    await new Promise<void>((resolve, reject) => {
      client.waitForReady(Date.now() + 10_000, (error) => (error ? reject(error) : resolve()));
    });
    await expect(callBytes('unaryHandler', 'b')).resolves.toBe('OK');
  });
});
