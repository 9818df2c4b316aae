import { Server, ServerCredentials, type ServiceDefinition, status } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../fixtures/free-port.ts';
import { SilentListener } from '../../../fixtures/silent-listener.ts';
import { loadDefinition, type SendBytesRequest, serviceNames } from '../../../proto/index.ts';
import type { Address } from '../target/target.ts';
import { callPipelined } from './pipelined-calls.ts';

const patience = 5_000;

type Answer = (error: { code: status } | null, response?: { code: string; message: string }) => void;
type Serve = (request: SendBytesRequest, answer: Answer) => void;

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** An adapter that serves Send. */
async function listen(serve: Serve): Promise<{ address: Address; stop: () => void }> {
  const server = new Server({ 'grpc.so_reuseport': 0 });
  server.addService(loadDefinition()[serviceNames.adapter] as ServiceDefinition, {
    Send: (call: { request: SendBytesRequest }, answer: Answer) => serve(call.request, answer),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  const stop = () => server.forceShutdown();
  cleanups.push(stop);
  return { address: { host: '127.0.0.1', port }, stop };
}

function requestsOf(count: number, size = 1): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({
    conn: String(index),
    bytes: Buffer.alloc(size, index),
  }));
}

describe('callPipelined', () => {
  it('keeps the order of 1,000 calls of 2 kB, and that of their answers', async () => {
    const order: string[] = [];
    const { address } = await listen(({ conn, bytes }, answer) => {
      order.push(bytes.equals(Buffer.alloc(2_000, Number(conn))) ? conn : 'changed bytes');
      answer(null, { code: 'SUCCESS', message: conn });
    });
    const outcomes = await callPipelined(address, 'Send', requestsOf(1_000, 2_000), patience);
    const numbers = Array.from({ length: 1_000 }, (_, index) => String(index));
    expect(order).toEqual(numbers);
    expect(outcomes).toEqual(numbers.map((message) => ({ code: 'SUCCESS', message })));
  });

  it('does not wait for answers', async () => {
    const waiting: (() => void)[] = [];
    const { address } = await listen((_, answer) => {
      waiting.push(() => answer(null, { code: 'SUCCESS', message: '' }));
      if (waiting.length === 3) for (const release of waiting) release();
    });
    await expect(callPipelined(address, 'Send', requestsOf(3), patience)).resolves.toHaveLength(3);
  });

  it('tells the status of a call that failed, and goes on', async () => {
    const { address } = await listen(({ conn }, answer) => {
      if (conn === '1') answer({ code: status.INTERNAL });
      else answer(null, { code: 'PERMISSION_DENY', message: 'no' });
    });
    const refused = { code: 'PERMISSION_DENY', message: 'no' };
    await expect(callPipelined(address, 'Send', requestsOf(3), patience)).resolves.toEqual([
      refused,
      { error: 'gRPC status 13' },
      refused,
    ]);
  });

  it('waits for an answer no longer than its patience', async () => {
    const { address } = await listen(() => undefined);
    await expect(callPipelined(address, 'Send', requestsOf(2), 50)).resolves.toEqual([
      { error: 'no answer within 0.05 s' },
      { error: 'no answer within 0.05 s' },
    ]);
  });

  it('waits no longer for an adapter that does not read', async () => {
    const listener = await SilentListener.open();
    cleanups.push(() => listener.close());
    const [outcome] = await callPipelined(listener.address, 'Send', requestsOf(1, 1_000_000), 50);
    expect(outcome).toEqual({ error: 'no answer within 0.05 s' });
  });

  it('tells of an adapter that is not there', async () => {
    const address = { host: '127.0.0.1', port: await freePort() };
    const outcomes = await callPipelined(address, 'Send', requestsOf(2), patience);
    expect(outcomes).toEqual([
      { error: expect.stringContaining('ECONNREFUSED') },
      { error: expect.any(String) },
    ]);
  });

  it('tells of an adapter that goes away in the middle', async () => {
    const { address, stop } = await listen(({ conn }, answer) => {
      if (conn === '1') stop();
      else answer(null, { code: 'SUCCESS', message: '' });
    });
    const outcomes = await callPipelined(address, 'Send', requestsOf(50), patience);
    expect(outcomes).toHaveLength(50);
    expect(outcomes.at(-1)).toEqual({ error: expect.any(String) });
  });
});
