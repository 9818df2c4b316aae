import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { freePort } from '../fixtures/free-port.ts';
import { exproto, runExproto, writeTemporary } from '../fixtures/run-exproto.ts';

const tracker = fileURLToPath(new URL('../fixtures/profiles/tracker.yaml', import.meta.url));

describe('exproto profile record', () => {
  it('proposes a profile from a capture, which can be checked', async () => {
    const capture = writeTemporary(
      'lamp.txt',
      '< 48 49 20 61 31 0a\n> 4f 4b 0a\n< 55 50 20 37 0a\n> 4f 4b 0a\n',
    );
    const { code, output, errors } = await runExproto('profile', 'record', capture);
    expect(code).toBe(0);
    expect(errors).toContain('the proposal understands 4 of 4 frames');
    expect(output).toMatch(/^# Proposed from a session of 4 frames: /);
    const checked = await runExproto('profile', 'check', writeTemporary('lamp.yaml', output));
    expect(checked.output).toContain('up: the reply ok, nothing is published');
  });

  it('records a device that connects to it', async () => {
    const gateway = createServer((socket) => socket.on('data', () => socket.write('OK\n'))).listen(
      0,
      '127.0.0.1',
    );
    await once(gateway, 'listening');
    const [listen, target] = [
      `127.0.0.1:${await freePort()}`,
      `127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    ];
    const file = writeTemporary('capture.txt', '');
    const child = spawn(process.execPath, [
      exproto,
      'profile',
      'record',
      file,
      '--listen',
      listen,
      '--target',
      target,
    ]);
    await once(child.stderr, 'data');
    const device = connect(Number(listen.split(':')[1]), '127.0.0.1');
    device.write('HI a1\n');
    await once(device, 'data');
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    gateway.close();
    expect(readFileSync(file, 'utf8')).toBe('< 48 49 20 61 31 0a\n> 4f 4b 0a\n');
    expect(output).toContain('name: capture');
  });

  it('names what is wrong', async () => {
    const half = await runExproto('profile', 'record', 'x', '--listen', '127.0.0.1:1');
    expect(half.errors).toContain('--listen and --target need each other');
    const none = await runExproto('profile', 'record', '/nowhere/capture.txt');
    expect(none.errors).toContain('give the path of a capture');
    expect([half.code, none.code]).toEqual([2, 2]);
  });
});

describe('exproto profile check', () => {
  it('says what a profile says, by the example of one device', async () => {
    const { code, output } = await runExproto('profile', 'check', tracker, '--seed', '5');
    expect(code).toBe(0);
    const [, imei] = /has imei (\d{15})\n/.exec(output) ?? [];
    expect(output).toContain(`login logs in as clientid ${imei}: the reply loginReply`);
    expect(output).toMatch(/\n {2}heartbeat +78 78 0a 13 /);
    expect(output).toContain(`published to tracker/${imei}/status as {"terminal":`);
    expect(output).toContain('up to the handler: flag, serial');
    expect(output).toMatch(/seed 5\n$/);
    expect(await runExproto('profile', 'check', tracker, '--seed', '5')).toMatchObject({ output });
  });

  it('names all that is wrong, with its lines', async () => {
    const file = writeTemporary('p.yaml', 'name: x\nframming: {}\ndevice: { a: { digit: 3 } }\nframes: {}\n');
    const { code, errors } = await runExproto('profile', 'check', file);
    expect(code).toBe(2);
    expect(errors).toContain('p.yaml:2: framming is an unknown key: did you mean framing?');
    expect(errors).toContain('p.yaml:3: device.a is a section: expected one of');
  });
});
