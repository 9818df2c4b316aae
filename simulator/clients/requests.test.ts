import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { collectGarbage } from '../../conformance/handler/subject/collect-garbage.ts';
import { Requests } from './requests.ts';

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });

it('are given up after their time, and all when they are closed', async () => {
  const requests = new Requests();
  await expect(requests.make(1, untilAborted)).rejects.toMatchObject({ name: 'TimeoutError' });
  const open = requests.make(60_000, untilAborted);
  requests.close();
  await expect(open).rejects.toMatchObject({ name: 'AbortError' });
  await expect(requests.make(60_000, untilAborted)).rejects.toMatchObject({ name: 'AbortError' });
});

it('leave nothing behind, however many there are', async () => {
  const requests = new Requests();
  const make = async () => {
    for (let count = 0; count < 10_000; count += 1)
      await requests.make(60_000, async (signal) => signal.addEventListener('abort', () => undefined));
    await setImmediate();
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = await make();
  expect((await make()) - before).toBeLessThan(5 * 2 ** 20);
});
