import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchMetrics } from './metrics-watch.ts';
import { parseMetrics } from './parse-metrics.ts';

const text = `# HELP process_resident_memory_bytes Resident memory size in bytes.
# TYPE process_resident_memory_bytes gauge
process_resident_memory_bytes 4.5e+07
process_open_fds 27 1700000000000
other{le="+Inf"} 3
`;

describe('the metrics of a target', () => {
  it.each([
    ['a client library', text, { targetMemory: 45_000_000, targetDescriptors: 27 }],
    [
      'the JVM, area by area',
      'jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 30\njvm_memory_used_bytes{area="nonheap"} 12\nprocess_files_open_files 9\n',
      { targetMemory: 42, targetDescriptors: 9 },
    ],
    ['something else', 'up 1\nprocess_open_fds NaN\n', {}],
  ])('are read as %s writes them', (_, written, state) => {
    expect(parseMetrics(written)).toEqual({
      targetMemory: undefined,
      targetDescriptors: undefined,
      ...state,
    });
  });
});

describe('a watch of metrics', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  async function serve(answer: () => readonly [status: number, text: string]): Promise<string> {
    const server = createServer((_, response) => {
      const [status, body] = answer();
      response.writeHead(status).end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => void server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  }

  it('knows what is told, goes on asking, and has a gap where nothing comes', async () => {
    const answers: (readonly [number, string])[] = [
      [200, text],
      [500, ''],
      [200, text.replace('4.5e+07', '5e7')],
    ];
    const watch = await watchMetrics(await serve(() => answers.shift() ?? [200, text]));
    closing.push(() => watch.close());
    expect(watch.look()).toEqual({ targetMemory: 45_000_000, targetDescriptors: 27 });
    await vi.waitFor(() => expect(watch.look()).toEqual({}), { timeout: 10_000, interval: 20 });
    await vi.waitFor(() => expect(watch.look().targetMemory).toBe(50_000_000), { timeout: 10_000 });
  });

  it.each([
    ['nobody', async () => 'http://127.0.0.1:1/metrics', /--target-metrics http.*: .*: give the address/],
    ['an error', () => serve(() => [404, '']), /it answers 404/],
    ['other metrics', () => serve(() => [200, 'up 1\n']), /it has none of process_resident_memory_bytes, /],
  ])('names what is wrong where there is %s', async (_, start, message) => {
    await expect(watchMetrics(await start())).rejects.toThrow(message);
  });
});
