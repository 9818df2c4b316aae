import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineDevice, type OwnFrame } from './define-device.ts';

const beat: OwnFrame = {
  from: 'device',
  values: fc.record({ beat: fc.nat(9) }),
  encode: ({ beat }) => Buffer.from(`b${beat}\n`),
  decode(bytes) {
    const [, digit] = /^b(\d)\n$/.exec(Buffer.from(bytes).toString()) ?? [];
    return digit === undefined ? undefined : { beat: Number(digit) };
  },
};
const definition = {
  name: 'hearts',
  device: { id: { digits: 4 } },
  framing: { delimiter: '\n' },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of the profile
  frames: { hello: { from: 'device', text: 'hello ${id}' }, beat },
} as const;

describe('defineDevice', () => {
  it('takes frames with an encoding of their own beside others', () => {
    const { frames } = defineDevice(definition);
    const bytes = frames.get('beat')?.encode({ beat: 3 }) ?? new Uint8Array();
    expect(Buffer.from(bytes).toString()).toBe('b3\n');
    const context = { identity: { id: '0042' }, counter: 1 };
    const hello = frames.get('hello');
    expect(String(hello?.encode(hello.complete({}, context)))).toBe('hello 0042\n');
  });

  it('takes parts that are made by hand', () => {
    const identity = fc.constant({ id: '7777' });
    expect(defineDevice({ ...definition, overrides: { identity } }).identity).toBe(identity);
  });

  it('names a frame that it can not read again', () => {
    const frames = { ...definition.frames, beat: { ...beat, decode: () => undefined } };
    expect(() => defineDevice({ ...definition, frames })).toThrow(
      /^hearts: frames\.beat: its frame \w+ can't be read again/,
    );
  });

  it('names what the definition gets wrong', () => {
    expect(() => defineDevice({ ...definition, silence: 0 })).toThrow(/^hearts: silence is 0: /);
  });
});
