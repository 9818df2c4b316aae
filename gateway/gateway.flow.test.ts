import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TestConfigurationChanges } from '../fixtures/test-configuration.ts';
import { streams } from '../fixtures/test-configuration.ts';
import { TestSystem } from '../fixtures/test-system.ts';

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function start(changes?: TestConfigurationChanges): () => Promise<TestSystem> {
  return async () => {
    const system = await TestSystem.start(changes);
    onTestFinished(() => system.stop());
    return system;
  };
}

const transports = [
  ['TCP', start()],
  ['TLS', start({ tls: {} })],
  ['TCP, with streams', start({ handler: streams })],
] as const;

describe.each(transports)('a slow handler, on %s', (_, start) => {
  it('slows its device down, and gets every byte in order', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    const release = system.handler.hold(
      (callback) => callback.method === 'OnReceivedBytes' && callback.conn === conn,
    );
    // More than the buffers of two sockets take.
    const bytes = randomBytes(16 * 1024 * 1024);
    const written = device.write(bytes);
    await system.handler.untilMethod('OnReceivedBytes', conn);
    for (let round = 0; round < 10; round += 1) await system.proveAlive();
    expect(device.unsent).toBeGreaterThan(0);
    release();
    await written;
    device.end();
    await system.handler.untilMethod('OnSocketClosed', conn);
    const received = system.handler.received(conn);
    expect(received.length).toBe(bytes.length);
    expect(digest(received)).toBe(digest(bytes));
    const largest = Math.max(
      ...system.handler.callbacks.map(
        ({ request }) => (request.bytes as Uint8Array | undefined)?.length ?? 0,
      ),
    );
    expect(largest).toBeLessThan(256 * 1024);
  });
});

describe.each(transports)('what is sent to a device on %s', (_, start) => {
  it('arrives in order when Sends do not wait for each other', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    // Together below 64 KB: above, HTTP/2 itself lets one request overtake another at the sender.
    const texts = Array.from({ length: 300 }, (_, index) => `${index},`.padEnd(100, '.'));
    await Promise.all(texts.map((text) => system.adapter.send(conn, text)));
    await system.adapter.call('Close', { conn });
    await device.ended;
    expect(device.received).toBe(texts.join(''));
  });

  it('arrives whole when it is large', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    const chunks = [1, 65_536, 1_000_000, 8_000_000].map((size) => randomBytes(size));
    for (const chunk of chunks) expect((await system.adapter.send(conn, chunk)).code).toBe('SUCCESS');
    await system.adapter.call('Close', { conn });
    await device.ended;
    expect(digest(Buffer.from(device.received, 'latin1'))).toBe(digest(Buffer.concat(chunks)));
  });
});

describe.each(transports)('many devices on %s', (_, start) => {
  it('are each served in order', async () => {
    const system = await start();
    system.echo();
    const connected = await Promise.all(Array.from({ length: 50 }, () => system.connect()));
    await Promise.all(
      connected.map(async ({ device, conn }) => {
        for (let round = 0; round < 10; round += 1) await device.write(`${conn} ${round};`);
        await device.untilReceived('9;');
      }),
    );
    for (const { device, conn } of connected) {
      const expected = Array.from({ length: 10 }, (_, round) => `${conn} ${round};`).join('');
      expect(device.received).toBe(expected);
    }
  });
});
