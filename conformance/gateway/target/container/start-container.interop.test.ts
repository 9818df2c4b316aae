import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { certificateFile } from '../../../../fixtures/certificates.ts';
import { OwnImage } from '../../../../fixtures/container/own-image.ts';
import { type RunningEngine, runningEngine } from '../../../../fixtures/container/running-engine.ts';
import { exproto, runExproto } from '../../../../fixtures/run-exproto.ts';

let engine: RunningEngine;
let image: OwnImage;

beforeAll(async () => {
  engine = await runningEngine();
  image = await OwnImage.make(engine);
}, 120_000);

afterAll(async () => {
  await image?.remove();
  await engine?.close();
}, 60_000);

afterEach(async () => {
  expect(await image.containers()).toEqual([]);
});

/** Two devices, one publishing to the other. */
const exchange = 'scenario:publish-to-another';
const time = { timeout: 120_000 };
const certify = (file: string, ...options: readonly string[]) =>
  runExproto('certify', '--target', file, ...options);

describe('a target in a container', () => {
  it('is started, passes, and is removed', time, async () => {
    const { code, output } = await certify(await image.targetFile('container.yaml'));
    expect(output).toContain('gateway in a container');
    expect(code, output).toBe(0);
  });

  it('is judged at its own address when it has a network of its own', time, async () => {
    const file = await image.targetFile('container.yaml', inItsOwnNetwork, (text) =>
      text.replaceAll('bind: 127.0.0.1', 'bind: 0.0.0.0').replace('//127.0.0.1', '//host.docker.internal'),
    );
    // The rules that compare addresses.
    const only = ['--only', 'EXP-CONN-011', 'EXP-CONN-012', 'EXP-PUB-001'];
    const { code, output } = await certify(file, '--path', exchange, ...only);
    expect(output).toMatch(/PASSED .* keeps 3 rules on tcp/);
    expect(code, output).toBe(0);
  });

  it.each([
    ['emqx-4.4', '/opt/emqx/etc/plugins', 'emqx_exproto.conf'],
    ['emqx-5.8', '/opt/emqx/etc', 'emqx.conf'],
  ])('reads what the preset %s writes, and passes on all transports', time, async (preset, folder, name) => {
    // No registry can be reached from a test: our gateway reads the files of EMQX, and its certificates count from them.
    const file = await image.targetFile(`${preset}-container.yaml`, (text) =>
      [
        text.trimEnd(),
        `  image: ${image.name}`,
        `  command: gateway --config ${folder}/${name}`,
        '  files:',
        `    ${folder}/etc/certs/cacert.pem: ${certificateFile('ca.pem')}`,
        `    ${folder}/etc/certs/cert.pem: ${certificateFile('server.pem')}`,
        `    ${folder}/etc/certs/key.pem: ${certificateFile('server.key')}`,
        '',
      ].join('\n'),
    );
    const { code, output } = await certify(file, '--path', exchange, '--only', 'EXP-CONN-001', 'EXP-PUB-001');
    expect(output).toMatch(/PASSED .* keeps 2 rules on tcp, ssl, udp, dtls/);
    expect(code, output).toBe(0);
  });
});

const inItsOwnNetwork = (text: string) =>
  text
    .replace('listen: 127.0.0.1', 'listen: 0.0.0.0')
    .replace('  command:', '  ports: [7993, 9100]\n  command:');

describe('a container that fails', () => {
  it.each([
    [
      'has no image',
      (text: string) => text.replace(`image: ${image.name}`, 'image: 127.0.0.1:1/gateway:1'),
      /there is no image 127\.0\.0\.1:1\/gateway:1 here, and it can't be pulled \(.+\): build or load it, or correct container\.image/,
    ],
    [
      'ends at once',
      (text: string) => text.replace('/etc/gateway.yaml\n', '/etc/nowhere.yaml\n'),
      /the container of \S+ ended before it was ready: its last line: .*nowhere\.yaml/,
    ],
    [
      'never says that it is ready',
      (text: string) => text.replace('ready: ready\n  timeout: 60s', 'ready: steady\n  timeout: 2s'),
      /the container of \S+ was not ready within 2 s: its last line: /,
    ],
    [
      'listens elsewhere',
      (text: string) =>
        text
          .replace('adapter: 127.0.0.1:9100', 'adapter: 127.0.0.1:1')
          .replace(/ timeout: 60s\n$/, ' timeout: 2s\n'),
      /the gateway did not accept within \d+ s: .*127\.0\.0\.1:1 \(ECONNREFUSED\)/,
    ],
  ])('because it %s says so and ends with exit code 2', time, async (_why, change, words) => {
    const { code, errors } = await certify(await image.targetFile('container.yaml', change));
    expect(errors).toMatch(words);
    expect(code).toBe(2);
  });

  it('in mid-run is told from a gateway that breaks rules', time, async () => {
    const run = await startCertification(await image.targetFile('container.yaml'));
    await run.says('running scenarios');
    await engine.docker('kill', ...(await image.containers()));
    expect(await run.end).toEqual([3, null]);
    expect(run.errors).toMatch(/the gateway died in mid-run: its container ended, /);
  });
});

describe('a signal', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s in mid-run leaves no container', time, async (signal) => {
    const run = await startCertification(await image.targetFile('container.yaml'));
    await run.says('running scenarios');
    run.kill(signal);
    expect(await run.end).toEqual([null, signal]);
  });

  it('before the container is ready leaves none', time, async () => {
    const never = (text: string) => text.replace('ready: ready', 'ready: steady');
    const run = await startCertification(await image.targetFile('container.yaml', never));
    const prints = async () => {
      const [id] = await image.containers();
      return id === undefined ? '' : engine.docker('logs', id).catch(() => '');
    };
    await expect.poll(prints, { timeout: 30_000 }).toContain('ready');
    run.kill('SIGINT');
    expect(await run.end).toEqual([null, 'SIGINT']);
  });
});

async function startCertification(file: string) {
  const child = spawn(process.execPath, [exproto, 'certify', '--target', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = once(child, 'close');
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return {
    end,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    get errors() {
      return errors;
    },
    async says(words: string): Promise<void> {
      const ended = end.then(() => Promise.reject(new Error(`it ended before it said ${words}: ${errors}`)));
      while (!errors.includes(words)) await Promise.race([once(child.stderr, 'data'), ended]);
    },
  };
}
