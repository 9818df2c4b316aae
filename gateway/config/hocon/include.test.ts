// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its references this way.
import { describe, expect, it } from 'vitest';
import { plainValue } from './hocon-value.ts';
import { parseHocon } from './parse-hocon.ts';
import type { HoconSources } from './sources.ts';

const files = new Map([
  ['/etc/gateway/part.conf', 'a = 1\nb = ${a}\nc = ${d}'],
  ['/etc/gateway/below/deep.conf', 'include "../part.conf"\ne = 5'],
  ['/etc/gateway/wrong.conf', 'a = 1\n\n  b = ]'],
  ['/etc/gateway/circle.conf', 'include "main.conf"'],
  ['/etc/gateway/list.conf', '[1]'],
]);
const sources: HoconSources = {
  environment: {},
  read: (path) =>
    path.endsWith('secret.conf') ? { problem: 'permission denied' } : { text: files.get(path) },
};
const parse = (text: string) => parseHocon('/etc/gateway/main.conf', text, sources);

describe('an include', () => {
  it.each([
    ['include "part.conf"\nd = 4', { a: 1, b: 1, c: 4, d: 4 }],
    ['include required("part.conf"), d = 4', { a: 1, b: 1, c: 4, d: 4 }],
    ['include file("part.conf")\nd = 4\na = 2', { a: 2, b: 2, c: 4, d: 4 }],
    ['x { include required(file("part.conf")) }\nd = 4', { x: { a: 1, b: 1, c: 4 }, d: 4 }],
    ['x { include "part.conf", a = 2 }\na = 3\nx.d = 4', { x: { a: 2, b: 2, c: 4, d: 4 }, a: 3 }],
    ['include "below/deep.conf"\nd = 4', { a: 1, b: 1, c: 4, d: 4, e: 5 }],
  ])('stands for what the file says: %s', (text, content) => {
    const { root, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(root && plainValue(root)).toEqual(content);
  });

  it('of no file is a warning, unless it is required', () => {
    const { root, warnings } = parse('a = 1\n include "none.conf"');
    expect(root && plainValue(root)).toEqual({ a: 1 });
    expect(warnings).toEqual([
      {
        file: '/etc/gateway/main.conf',
        line: 2,
        column: 2,
        text: 'there is no file "none.conf" to include, nothing is included',
      },
    ]);
    expect(parse('include required("none.conf")').problems).toMatchObject([{ line: 1, column: 1 }]);
  });

  it('ends somewhere', () => {
    let count = 0;
    const endless = { environment: {}, read: () => ({ text: `include "${count++}.conf"` }) };
    expect(parseHocon('main.conf', 'include "first.conf"', endless).problems).toMatchObject([
      { file: expect.stringMatching(/\d\.conf$/), line: 1, column: 1, text: 'more than 100 includes' },
    ]);
  });

  it.each([
    ['include "wrong.conf"', 'wrong.conf', 3, 7, 'expected a value here'],
    ['include "circle.conf"', 'circle.conf', 1, 1, '"main.conf" includes itself'],
    ['include "list.conf"', 'main.conf', 1, 1, '"list.conf" is a list'],
    ['include "secret.conf"', 'main.conf', 1, 1, '"secret.conf" cannot be included: permission denied'],
    ['include url("http://h/a.conf")', 'main.conf', 1, 9, 'only files can be included'],
    ['include file("part.conf"', 'main.conf', 1, 25, 'expected ) after the name'],
    ['include "part.conf"', 'part.conf', 3, 5, '${d} refers to nothing'],
  ])('is refused: %s', (text, file, line, column, problem) => {
    const place = { file: `/etc/gateway/${file}`, line, column };
    expect(parse(text).problems).toEqual([{ ...place, text: expect.stringContaining(problem) }]);
  });
});
