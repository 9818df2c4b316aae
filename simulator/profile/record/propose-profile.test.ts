import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceProfile, Fields } from '../device-profile.ts';
import { parseProfile, readProfile } from '../read-profile.ts';
import { type Captured, parseCapture } from './capture.ts';
import { proposeProfile } from './propose-profile.ts';

/** A session of a device: the login, and each exchange a few times, with what is answered. */
function session({ frames, login, exchanges, commands, identity }: DeviceProfile): readonly Captured[] {
  const [who = {}] = fc.sample(identity, { numRuns: 1, seed: 3 });
  const captured: Captured[] = [];
  let counter = 0;
  const say = (name: string, chosen: Fields, request?: Fields): Fields => {
    const type = frames.get(name);
    if (type === undefined) throw new Error(`there is no frame ${name}`);
    if (type.from === 'device') counter += 1;
    const fields = type.complete(chosen, {
      identity: who,
      counter,
      ...(request === undefined ? {} : { request }),
    });
    captured.push({ from: type.from, bytes: Buffer.from(type.encode(fields)) });
    return fields;
  };
  const sent = exchanges.filter(({ send }) => !commands.some(({ answer }) => answer === send));
  for (const { send, reply } of [login, ...sent, ...sent, ...sent].flatMap((each) => each ?? [])) {
    const values = frames.get(send)?.values ?? fc.constant({});
    const request = say(send, fc.sample(values, { numRuns: 1, seed: captured.length })[0] ?? {});
    if (reply !== undefined) say(reply, {}, request);
  }
  return captured;
}

const fileOf = (name: string) =>
  fileURLToPath(new URL(`../../../fixtures/profiles/${name}.yaml`, import.meta.url));

describe('a profile that is proposed from a session', () => {
  it.each(['tracker', 'json-lines', 'lines'])(
    'of %s is right, and understands each frame of it',
    async (name) => {
      const captured = session(await readProfile(fileOf(name)));
      const { text, understood, total } = proposeProfile(captured, 'proposed');
      expect([understood, total]).toEqual([captured.length, captured.length]);
      const { login, exchanges } = parseProfile(text, 'proposed');
      expect(login?.reply).toBeDefined();
      expect(exchanges.length).toBeGreaterThan(0);
    },
  );

  it('finds length, kinds, counter, checksum and replies of a binary protocol', async () => {
    const { text } = proposeProfile(session(await readProfile(fileOf('tracker'))), 'proposed');
    const { framing, frames, exchanges } = parseProfile(text, 'proposed');
    expect(framing.description).toBe('the size of a frame is the uint8 at byte 2 plus 5, at most 256 bytes');
    expect(text).toContain('checksum: crc16-x25');
    expect(text).toContain('counter: true');
    expect([...frames.keys()]).toEqual(['x01', 'x01Reply', 'x12', 'x13', 'x13Reply']);
    expect(text).toMatch(/serial: \$\{request\.serial\}/);
    expect(exchanges.map(({ send, reply }) => [send, reply])).toEqual([
      ['x12', undefined],
      ['x13', 'x13Reply'],
    ]);
  });

  it('finds words, values and echoes of text', () => {
    const capture = `# a lamp
< 4c 4f 47 49 4e 20 61 62 31 0a   # LOGIN ab1
> 48 49 0a
< 4c 45 56 45 4c 20 37 0a         # LEVEL 7
> 4f 4b 20 37 0a                  # OK 7
< 4c 45 56 45 4c 20 34 32 0a 4c 45 56 45 4c 20 39 0a
`;
    const { text, understood, total } = proposeProfile(parseCapture(capture, 'c'), 'lamp');
    expect([understood, total]).toEqual([6, 6]);
    const { frames, exchanges } = parseProfile(text, 'lamp');
    expect([...frames.keys()]).toEqual(['login', 'hi', 'level', 'ok']);
    expect(text).toContain('text: OK ');
    expect(text).toMatch(/integer:\s+- 7\s+- 42/);
    expect(exchanges).toEqual([{ send: 'level', reply: 'ok' }]);
    expect(text).toContain('# level was answered 1 of 3 times: is ok the reply to it?');
  });

  it('names lines that are no reads, and sessions without anything in common', () => {
    expect(() => parseCapture('< 0d\nhello\n', 'c.txt')).toThrow(
      /^c\.txt:2: "hello" is no read: write "< 0d 0a"/,
    );
    expect(() => parseCapture('> 0d\n', 'c.txt')).toThrow('nothing came from the device');
    const odd = parseCapture('< 01 02 03\n< 09 08\n< 03 01\n', 'c.txt');
    expect(() => proposeProfile(odd, 'c.txt')).toThrow('no end, no length and no size in common');
  });
});
