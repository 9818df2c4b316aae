import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProfile } from '../simulator/index.ts';
import { profileSchema } from '../simulator/profile/definition/schema.ts';
import { checksumNames } from '../simulator/profile/frame/checksum.ts';
import { integerTypes } from '../simulator/profile/frame/codec.ts';

const page = readFileSync(new URL('device-profiles.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```yaml\n(name: (\w+)\n[\s\S]*?)```/g)].map(
  ([, text = '', name = '']) => ({ name, text }),
);

describe('the page on device profiles', () => {
  it('has examples', () => {
    expect(examples.map(({ name }) => name)).toEqual(['lamps', 'meter']);
  });

  it.each(examples)('has an example of $name that is right', ({ name, text }) => {
    expect(parseProfile(text, 'device-profiles.md').name).toBe(name);
  });

  it.each(Object.keys(profileSchema.shape))('tells of the key %s', (key) => {
    expect(page).toMatch(new RegExp(`\\n\\| (?:\`\\w+\`, )*\`${key}\``));
  });

  it.each([...integerTypes, ...checksumNames])('tells of %s', (name) => {
    expect(page).toContain(`\`${name}\``);
  });
});
