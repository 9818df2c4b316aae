import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runExproto, writeTemporary } from '../fixtures/run-exproto.ts';

const tracker = fileURLToPath(new URL('../fixtures/profiles/tracker.yaml', import.meta.url));

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
