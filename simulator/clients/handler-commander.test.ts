import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultBackOff } from '../load/back-off.ts';
import { parsePhases } from '../load/phases.ts';
import { simulate } from '../run/simulate.ts';
import { startOwnTarget } from '../target/own-target.ts';
import { createAdapterClient } from './adapter-client.ts';
import { createCommander } from './command-route.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A handler that takes commands at `/send/TOPIC`. */
async function serve(take: (topic: string, payload: Buffer) => Promise<number>): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [, topic] = /^\/send\/([^/]+)$/.exec(request.url ?? '') ?? [];
    const code =
      request.method === 'POST' && topic !== undefined
        ? await take(decodeURIComponent(topic), Buffer.concat(chunks))
        : 404;
    response.writeHead(code).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/send/{topic}`;
}

describe('commands through a handler', () => {
  it('are asked for by topic, and say why they were not taken', async () => {
    const taken: string[] = [];
    const answers = [202, 503];
    const url = await serve(async (topic, payload) => {
      taken.push(`${topic} ${payload}`);
      return answers.shift() ?? 500;
    });
    const commander = createCommander({ url });
    await commander.connect(5_000);
    await commander.publish('lamps/7/ä b', Buffer.from('on'));
    await expect(commander.publish('lamps/8', Buffer.from('off'))).rejects.toMatchObject({
      code: 'HTTP 503',
    });
    expect(taken).toEqual(['lamps/7/ä b on', 'lamps/8 off']);
    commander.close();
    const nobody = createCommander({ url: 'http://127.0.0.1:1/' });
    await expect(nobody.publish('a', Buffer.alloc(0))).rejects.toMatchObject({
      code: expect.stringMatching(/^ECONN|^UNAVAILABLE/),
    });
    await expect(nobody.connect(1_000)).rejects.toThrow();
  });

  it('reach devices, and are timed', async () => {
    const own = await startOwnTarget(['tcp'], 'tracker');
    closing.push(() => own.stop());
    const adapter = createAdapterClient(own.adapter);
    closing.push(() => adapter.close());
    const url = await serve(async (topic, payload) => {
      await adapter.publish(topic, payload);
      return 204;
    });
    const load = {
      devices: 5,
      ramp: 100,
      phases: parsePhases('1s@1/m'),
      distribution: 'constant',
      commandRate: 10,
      seed: 1,
      backOff: defaultBackOff,
      connectTimeout: 10_000,
      replyTimeout: 10_000,
      lateAfter: 10_000,
      knobs: {},
    } as const;
    const { measurements } = await simulate({
      target: own.targets[0],
      profile: 'tracker',
      commandRoute: { url },
      load,
    });
    const { counts, timings, errors } = measurements;
    expect(errors).toEqual({});
    expect(counts.commands).toBeGreaterThan(20);
    expect([timings.command.count, counts.commandsLost]).toEqual([counts.commands, 0]);
  });
});
