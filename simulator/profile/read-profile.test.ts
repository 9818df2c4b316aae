import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeTemporary } from '../../fixtures/run-exproto.ts';
import { ProfileError } from './profile-error.ts';
import { parseProfile, readProfile } from './read-profile.ts';

const fileOf = (name: string) =>
  fileURLToPath(new URL(`../../fixtures/profiles/${name}.yaml`, import.meta.url));
const lines = readFileSync(fileOf('lines'), 'utf8');

function problemsOf(text: string): readonly string[] {
  try {
    parseProfile(text, 'p.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    return error.message.split('\n');
  }
}

describe.each(['tracker', 'json-lines', 'lines'])('the profile %s', (name) => {
  it('reads what it writes, cut anywhere', async () => {
    const { framing, frames, identity } = await readProfile(fileOf(name));
    const ofDevice = [...frames.values()].filter(({ from }) => from === 'device');
    for (const type of ofDevice)
      fc.assert(
        fc.property(identity, type.values, fc.nat(), (who, values, cut) => {
          const request = { flag: 1, text: 'x' };
          const fields = type.complete(values, { identity: who, counter: 7, request });
          const bytes = Buffer.from(type.encode(fields));
          const first = framing.split(bytes.subarray(0, cut % bytes.length), false);
          const second = framing.split(
            Buffer.concat([first.rest, bytes.subarray(cut % bytes.length)]),
            false,
          );
          expect([...first.pieces, ...second.pieces]).toEqual([{ bytes, isFrame: true }]);
          expect(type.decode(bytes)).toMatchObject(Object.fromEntries(textsOf(fields)));
        }),
        { numRuns: 30 },
      );
  });

  it('has garbage that is no frame', async () => {
    const { framing, frames, garbage } = await readProfile(fileOf(name));
    if (garbage === undefined) throw new Error('it has none');
    for (const bytes of fc.sample(garbage.bytes, 50)) {
      const { pieces, rest } = framing.split(Buffer.from(bytes), false);
      expect(rest).toHaveLength(0);
      for (const piece of pieces)
        for (const type of frames.values())
          if (type.from === 'device') expect(type.decode(piece.bytes)).toBeUndefined();
    }
  });
});

/** Numbers in texts are read as texts. */
function textsOf(fields: Readonly<Record<string, string | number>>) {
  return Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'number' ? expect.toSatisfy((read) => Number(read) === value) : value,
  ]);
}

describe('a profile that is wrong', () => {
  it.each([
    [
      'unknown keys',
      'framing:',
      'framming:',
      /^p.yaml:6: framming is an unknown key: did you mean framing\?$/,
    ],
    [
      'frames that nobody has',
      'reply: pong',
      'reply: png',
      /^p.yaml:\d+: exchanges.1.reply: there is no frame png: name one of login, /,
    ],
    [
      'frames from the wrong side',
      'reply: pong',
      'reply: ping',
      /exchanges.1.reply: the frame ping comes from the device: name one from the handler/,
    ],
    [
      'names that nothing has',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of the profile
      "'reports/${id}'",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of the profile
      "'reports/${imei}'",
      /exchanges.0.publish.topic: nothing has the name imei: name a value of the device, or a field of the frame/,
    ],
    [
      'bounds in the wrong order',
      '[0, 1000000]',
      '[9, 1]',
      /frames.ping.values.number: the lower bound 9 is above the upper one 1: exchange them/,
    ],
    [
      'frames that are equal',
      'text: denied',
      'text: welcome',
      /frames.denied: its frame \w+ is a frame welcome, too: put denied before welcome, or give it a constant/,
    ],
    [
      'frames that are no frame by the framing',
      'maximum: 4097',
      'maximum: 8',
      /frames.login: its frame \w+ is not one frame by the framing/,
    ],
    [
      'two framings',
      'framing: { delimiter: "\\n"',
      'framing: { fixed: 9, delimiter: "\\n"',
      /framing: it needs one of delimiter, length and fixed, and there are delimiter and fixed/,
    ],
    [
      'outcomes that do not exist',
      'Publish: { reply: failed }',
      'Publish: ignored',
      /refusals.Publish is "ignored": expected closes, silent, same or \{ reply: FRAME \}/,
    ],
    [
      'garbage that is frames',
      "characters: 'xyz {}' }",
      "characters: 'xyz {}' , extra: 1 }",
      /extra is an unknown key/,
    ],
  ])('names %s', (_, from, to, problem) => {
    expect(lines).toContain(from);
    const problems = problemsOf(lines.replace(from, to));
    expect(problems).toContainEqual(expect.stringMatching(problem));
    for (const each of problems) expect(each).toMatch(/^p\.yaml:\d+: /);
  });

  it('names what is no YAML, and what is missing', () => {
    expect(problemsOf('name: [')).toContainEqual(expect.stringMatching(/^p.yaml:\d+: not valid YAML: /));
    expect(problemsOf('name: x\n')).toContainEqual(expect.stringMatching(/framing is missing/));
  });

  it('names a file that is not there, and a module without a profile', async () => {
    await expect(readProfile('/nowhere/p.yaml')).rejects.toThrow("it can't be read");
    const module = writeTemporary('p.mjs', 'export default 5;');
    await expect(readProfile(module)).rejects.toThrow('its default export is no profile');
  });
});
