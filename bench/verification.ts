import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { verifyHandler } from '../conformance/index.ts';
import { shellWord } from '../conformance/report/shell-word.ts';
import { programs } from '../fixtures/handlers/tracker/programs.ts';
import { readProfile } from '../simulator/index.ts';
import { type Benchmark, count, type Row } from './benchmark.ts';

const profilePath = fileURLToPath(new URL('../../fixtures/profiles/tracker.yaml', import.meta.url));
/** Seconds. */
const goals = { quick: 15, full: 120 } as const;
const host = '127.0.0.1';

/** How fast verification gets on with the same handler in two languages. */
export const verification: Benchmark = {
  name: 'verify',
  async *run() {
    for (const { language, prepare } of programs) {
      if (language === 'Python') continue;
      const command = prepared(prepare);
      if (command === undefined) {
        yield { what: `the tracker in ${language}`, value: '-', beside: 'its compiler is not here' };
        continue;
      }
      for (const mode of ['quick', 'full'] as const) yield await measure(language, command, mode);
    }
  },
};

async function measure(language: string, command: readonly string[], mode: 'quick' | 'full'): Promise<Row> {
  const [port, adapterPort] = [await freePort(), await freePort()];
  const words = [...command, '--listen', `${host}:${port}`, '--adapter', `${host}:${adapterPort}`];
  const { conversations, duration, verdict } = await verifyHandler({
    handler: { address: { host, port }, command: `exec ${words.map(shellWord).join(' ')}` },
    adapter: { host, port: adapterPort },
    profile: await readProfile(profilePath),
    seed: 1,
    mode,
  });
  const seconds = duration / 1_000;
  return {
    what: `conversations/s, ${language}, ${mode}`,
    value: (conversations / seconds).toFixed(1),
    beside: `${verdict}; ${count(conversations)} in ${seconds.toFixed(1)} s; goal: below ${goals[mode]} s`,
  };
}

function prepared(prepare: () => readonly string[]): readonly string[] | undefined {
  try {
    return prepare();
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
