import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { parseHocon } from './parse-hocon.ts';

describe('a place', () => {
  const field = fc.record({
    key: fc.stringMatching(/^[a-z]{1,6}$/),
    spaces: fc.integer({ min: 0, max: 5 }),
    before: fc.constantFrom('', '\n', '# a comment\n', '\n  // another\n', '\r\n'),
    value: fc.constantFrom('1', 'x', '"q"', '"""t\n\nt"""', '[1,\n2]', '{\n}', 'x y'),
  });
  const fields = fc.uniqueArray(field, { selector: ({ key }) => key, minLength: 1 });

  test.prop([fields])('is that of the key, and of the value', (all) => {
    let text = '';
    const expected = new Map<string, readonly number[]>();
    for (const { key, spaces, before, value } of all) {
      text += before;
      const line = text.split('\n').length;
      text += `${' '.repeat(spaces)}${key} = ${value}\n`;
      const column = spaces + 1;
      expected.set(key, [line, column, line, column + key.length + 3]);
    }
    const { root } = parseHocon('file', text, { read: () => ({ text: undefined }), environment: {} });
    const found = new Map<string, readonly number[]>();
    for (const [key, { place, value }] of root?.kind === 'section' ? root.fields : []) {
      found.set(key, [place.line, place.column, value.place.line, value.place.column]);
    }
    expect(found).toEqual(expected);
  });
});
