import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningEngine, runningEngine } from '../../../../fixtures/container/running-engine.ts';
import { freePort } from '../../../../fixtures/free-port.ts';
import { exproto, runExproto, writeTemporary } from '../../../../fixtures/run-exproto.ts';

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
    .replace('exproto-kit:scratch', image)
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
    const { code, output, errors } = await runExproto('certify', '--target', await targetFile());
    expect(errors).toBe('');
    expect(output).toContain('gateway in a container');
    expect(code, output).toBe(0);
    expect(await containers()).toEqual([]);
  }, 120_000);

  it('is removed when it ends before it is ready', async () => {
    const file = await targetFile((text) => text.replace('/etc/gateway.yaml\n', '/nowhere.yaml\n'));
    const { code, errors } = await runExproto('certify', '--target', file);
    expect(errors).toContain(`the container of ${image} ended before it was ready: its last line:`);
    expect(errors).toContain('/nowhere.yaml');
    expect(code).toBe(2);
    expect(await containers()).toEqual([]);
  }, 60_000);

  it('is removed when it is not ready in time', async () => {
    const file = await targetFile((text) =>
      text.replace('ready: ready', 'ready: never said').replace('timeout: 60s', 'timeout: 2s'),
    );
    const { code, errors } = await runExproto('certify', '--target', file);
    expect(errors).toContain(`the container of ${image} was not ready within 2 s`);
    expect(code).toBe(2);
    expect(await containers()).toEqual([]);
  }, 60_000);

  it('is named when its image is missing', async () => {
    const file = await targetFile((text) => text.replace(image, 'localhost:1/no/such:image'));
    const { code, errors } = await runExproto('certify', '--target', file);
    expect(errors).toContain("there is no image localhost:1/no/such:image here, and it can't be pulled");
    expect(code).toBe(2);
  }, 60_000);

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'is removed when %s ends the run',
    async (signal) => {
      const child = spawn(process.execPath, [exproto, 'certify', '--target', await targetFile()], {
        stdio: 'ignore',
      });
      const exit = once(child, 'exit');
      // The engine tells when the container runs.
      const events = spawn('docker', [
        'events',
        '--since',
        '0s',
        '--filter',
        'event=start',
        '--filter',
        `image=${image}`,
      ]);
      await once(events.stdout, 'data');
      events.kill();
      expect(await containers()).toHaveLength(1);
      child.kill(signal);
      expect(await exit).toEqual([null, signal]);
      expect(await containers()).toEqual([]);
    },
    60_000,
  );

  it('is missed when it dies in mid-run', async () => {
    const file = await targetFile();
    const run = runExproto('certify', '--target', file, '--full');
    const events = spawn('docker', [
      'events',
      '--since',
      '0s',
      '--filter',
      'event=start',
      '--filter',
      `image=${image}`,
    ]);
    await once(events.stdout, 'data');
    events.kill();
    const accepts = async (): Promise<void> => {
      const [id = ''] = await containers();
      if (/^ready$/m.test(await engine.docker('logs', id))) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return accepts();
    };
    await accepts();
    await engine.docker('kill', ...(await containers()));
    const { code, errors } = await run;
    expect(errors).toMatch(/the gateway died|ended before it was ready/);
    expect([2, 3]).toContain(code);
    expect(await containers()).toEqual([]);
  }, 60_000);
});
