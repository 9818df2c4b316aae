import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningEngine, runningEngine } from '../../../../fixtures/container/running-engine.ts';
import { freePort } from '../../../../fixtures/free-port.ts';
import { runExproto, writeTemporary } from '../../../../fixtures/run-exproto.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../../../fixtures/${name}`, import.meta.url));
const image = `exproto-kit:test-${process.pid}`;

let engine: RunningEngine;

beforeAll(async () => {
  engine = await runningEngine();
  await promisify(execFile)(fixture('container/make-image.sh'), [image]);
}, 120_000);

afterAll(async () => {
  await engine?.docker('rmi', '--force', image);
  await engine?.close();
}, 60_000);

/** The target file of the repository and the configuration beside it, with ports that are free. */
async function targetFile(change: (text: string) => string = (text) => text): Promise<string> {
  const ports = { 7993: await freePort(), 9100: await freePort(), 9001: await freePort() };
  const move = (text: string) =>
    text.replace(/\b(7993|9100|9001)\b/g, (port) => `${ports[Number(port) as 7993]}`);
  const read = (name: string) => move(readFileSync(fixture(name), 'utf8'));
  const text = read('targets/container.yaml')
    .replaceAll('exproto-kit:scratch', image)
    .replace('../container/gateway.yaml', 'gateway.yaml');
  const file = writeTemporary('container.yaml', change(text));
  writeFileSync(join(dirname(file), 'gateway.yaml'), read('container/gateway.yaml'));
  return file;
}

/** Containers of our image, running or not. */
async function containers(): Promise<readonly string[]> {
  const ids = await engine.docker('ps', '--all', '--quiet', '--filter', `ancestor=${image}`);
  return ids.split('\n').filter((id) => id !== '');
}

describe('a target in a container', () => {
  it('is started, passes, and is removed', async () => {
    const { code, output } = await runExproto('certify', '--target', await targetFile());
    expect(output).toContain('gateway in a container');
    expect(code, output).toBe(0);
    expect(await containers()).toEqual([]);
  }, 120_000);
});
