import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { connectTcp } from './stream-device.ts';

/** A listener in a thread of its own, which resets what it accepts and says so in shared memory. */
const resettingListener = `
  const { createServer } = require('node:net');
  const { parentPort, workerData } = require('node:worker_threads');
  const server = createServer((socket) => {
    socket.resetAndDestroy();
    Atomics.store(workerData, 0, 1);
    Atomics.notify(workerData, 0);
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

it('takes a reset in the moment of connecting for the end of a connection, not for a listener out of reach', async () => {
  const reset = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(resettingListener, { eval: true, workerData: reset });
  const [port] = (await once(worker, 'message')) as [number];
  let closed = 0;
  const connecting = connectTcp(
    { host: '127.0.0.1', port },
    { received: () => undefined, closed: () => (closed += 1) },
  );
  // This thread stands still until the listener has reset: only then it learns what became of its attempt.
  await new Promise((resolve) => setImmediate(resolve));
  Atomics.wait(reset, 0, 0, 10_000);
  const device = await connecting;
  expect(device.localAddress.port).toBe(0);
  await expect.poll(() => closed).toBe(1);
  await worker.terminate();
});
