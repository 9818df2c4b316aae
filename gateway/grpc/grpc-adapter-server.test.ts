import { randomBytes } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Device } from '../../fixtures/device.ts';
import { TestSystem } from '../../fixtures/test-system.ts';

const servicePath = '/emqx.exproto.v1.ConnectionAdapter';
const http2Preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

async function start(...parameters: Parameters<typeof TestSystem.start>): Promise<TestSystem> {
  const system = await TestSystem.start(...parameters);
  onTestFinished(() => system.stop());
  return system;
}

/** Sends bytes to the adapter's port, and stays there. */
async function throwAt(system: TestSystem, bytes: Uint8Array): Promise<void> {
  const device = await Device.connect(system.gateway.adapter);
  onTestFinished(() => device.destroy());
  await device.write(bytes).catch(() => undefined);
}

describe('the adapter serves on after', () => {
  it.each([
    ['random bytes', randomBytes(100_000)],
    ['HTTP/1', Buffer.from('GET / HTTP/1.1\r\nhost: x\r\n\r\n')],
    ['nothing', Buffer.alloc(0)],
    ['half a preface', http2Preface.subarray(0, 10)],
    ['a preface and random bytes', Buffer.concat([http2Preface, randomBytes(100_000)])],
    // A SETTINGS frame that announces 16 MB and brings none.
    ['a frame that never ends', Buffer.concat([http2Preface, Buffer.from('ffffff040000000000', 'hex')])],
  ])('%s on its port', async (_, bytes) => {
    const system = await start();
    await throwAt(system, bytes);
    await system.proveAlive();
  });

  it('unknown methods and services', async () => {
    const system = await start();
    for (const path of [`${servicePath}/Explode`, '/some.Other/Send', '/', `${servicePath}/send`]) {
      await expect(system.adapter.request(path, Buffer.alloc(0))).rejects.toMatchObject({
        code: status.UNIMPLEMENTED,
      });
    }
    await system.proveAlive();
  });

  it('requests that are no protobuf', async () => {
    const system = await start();
    for (const method of [
      'Send',
      'Close',
      'Authenticate',
      'StartTimer',
      'Publish',
      'Subscribe',
      'RawPublish',
    ]) {
      // A field of a wire type that does not exist.
      const wrong = system.adapter.request(`${servicePath}/${method}`, Buffer.from('0f', 'hex'));
      await expect(wrong).rejects.toMatchObject({ code: status.INTERNAL });
    }
    await system.proveAlive();
  });

  it('random requests', async () => {
    const system = await start();
    const requests = Array.from({ length: 200 }, (_, index) =>
      system.adapter.request(
        `${servicePath}/${index % 2 === 0 ? 'Send' : 'Authenticate'}`,
        randomBytes(index),
      ),
    );
    const outcomes = await Promise.allSettled(requests);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') expect(outcome.value.code).toBe('CONN_PROCESS_NOT_ALIVE');
      else expect(outcome.reason.code).toBe(status.INTERNAL);
    }
    await system.proveAlive();
  });

  it('strings that are no UTF-8', async () => {
    const system = await start();
    const answer = await system.adapter.request(`${servicePath}/Close`, Buffer.from('0a03fffe80', 'hex'));
    expect(answer.code).toBe('CONN_PROCESS_NOT_ALIVE');
    await system.proveAlive();
  });

  it('a conn of 10 MB', async () => {
    const system = await start();
    const { code } = await system.adapter.send('x'.repeat(10_000_000), 'hello');
    expect(code).toBe('CONN_PROCESS_NOT_ALIVE');
    await system.proveAlive();
  });

  it('a request over the limit', async () => {
    const system = await start({
      gateway: { adapter: { bind: { host: '127.0.0.1', port: 0 }, maxMessageSize: 100_000 } },
    });
    const { conn } = await system.connect();
    await expect(system.adapter.send(conn, 'x'.repeat(100_001))).rejects.toMatchObject({
      code: status.RESOURCE_EXHAUSTED,
    });
    expect((await system.adapter.send(conn, 'x'.repeat(99_000))).code).toBe('SUCCESS');
    await system.proveAlive();
  });

  it('a client that hangs up in the middle of its call', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    device.pause();
    const calls = Array.from({ length: 20 }, () => system.adapter.send(conn, Buffer.alloc(1_000_000)));
    system.adapter.close();
    await Promise.allSettled(calls);
    const { code } = await system.adapter.call('Close', { conn }).catch(() => ({ code: 'closed' }));
    expect(code).toBe('closed');
  });
});

describe('a call', () => {
  it('without its fields has their defaults', async () => {
    const system = await start();
    const { conn } = await system.connectClient('device');
    const answers = await Promise.all([
      system.adapter.call('Send', { conn }),
      system.adapter.call('StartTimer', { conn }),
      system.adapter.call('Publish', { conn }),
      system.adapter.call('Authenticate', { conn }),
      system.adapter.call('Close', {}),
    ]);
    expect(answers.map(({ code }) => code)).toEqual([
      'SUCCESS',
      'PARAMS_TYPE_ERROR',
      'PARAMS_TYPE_ERROR',
      'PERMISSION_DENY',
      'CONN_PROCESS_NOT_ALIVE',
    ]);
  });

  it('may hold a timer type that does not exist, and the longest interval', async () => {
    const system = await start();
    const { conn } = await system.connect();
    // type 7
    const unknown = Buffer.concat([
      Buffer.from([0x0a, conn.length]),
      Buffer.from(conn),
      Buffer.from([0x10, 7, 0x18, 5]),
    ]);
    expect((await system.adapter.request(`${servicePath}/StartTimer`, unknown)).code).toBe(
      'PARAMS_TYPE_ERROR',
    );
    expect((await system.adapter.call('StartTimer', { conn, interval: 4_294_967_295 })).code).toBe('SUCCESS');
  });
});
