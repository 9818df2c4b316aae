// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its references this way.
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { plainValue } from './hocon-value.ts';
import { parseHocon } from './parse-hocon.ts';
import type { HoconSources } from './sources.ts';

const alone: HoconSources = { read: () => ({ text: undefined }), environment: {} };

/** What a text means; its problems where it has any. */
function read(text: string, sources: HoconSources = alone): unknown {
  const { root, problems } = parseHocon('file', text, sources);
  if (root === undefined || problems.length > 0) {
    return problems.map((problem) => `${problem.line}:${problem.column} ${problem.text}`);
  }
  return plainValue(root);
}

describe('HOCON', () => {
  it.each([
    ['nothing', '', {}],
    ['only comments', '# one\n// two', {}],
    ['keys without brackets', 'a = 1\nb : 2, c {d = 3}', { a: 1, b: 2, c: { d: 3 } }],
    ['keys in brackets', '{ a = 1 }', { a: 1 }],
    ['dotted and quoted keys', 'a.b."c.d" = 1', { a: { b: { 'c.d': 1 } } }],
    ['keys with spaces', 'a b = 1', { 'a b': 1 }],
    [
      'values that need no quotes',
      'a = 15s\nb = 1000/s, c = tlsv1.3 # d',
      { a: '15s', b: '1000/s', c: 'tlsv1.3' },
    ],
    ['words and numbers', 'a = [true, false, null, -1.5e+2, 1.5x]', { a: [true, false, null, -150, '1.5x'] }],
    ['values in a new line', 'a =\n  1\nb\n{\n}', { a: 1, b: {} }],
    ['lists in lines', 'a = [\n 1 # one\n 2,\n 3,\n]', { a: [1, 2, 3] }],
    ['lines that end as on Windows', 'a = x\r\nb = [\r\n1\r\n]\r\n', { a: 'x', b: [1] }],
    ['a text in three quotes', 'a = """x\n"y"\\""""', { a: 'x\n"y"\\"' }],
    ['escapes', 'a = "\\u0041\\n\\"#//"', { a: 'A\n"#//' }],
    ['the last value of a key', 'a = 1\na = 2', { a: 2 }],
    ['sections in parts', 'a { b = 1, c = 2 }\na.c = 3\na { d = 4 }', { a: { b: 1, c: 3, d: 4 } }],
    ['a section that a value replaced', 'a { b = 1 }\na = 1\na { c = 2 }', { a: { c: 2 } }],
    ['texts joined', 'a = some words  and 1.0 "end"', { a: 'some words  and 1.0 end' }],
    ['lists joined', 'a = [1] [2]', { a: [1, 2] }],
    ['sections joined', 'a = {b = 1} {c = 2}', { a: { b: 1, c: 2 } }],
    ['+=', 'a += 1\na += 2', { a: [1, 2] }],
    ['a key named include', 'include = 1\ninclude.x = 2', { include: { x: 2 } }],
    ['__proto__ as a key', '__proto__.a = 1', JSON.parse('{"__proto__":{"a":1}}')],
  ])('has %s', (_name, text, content) => {
    expect(read(text)).toEqual(content);
  });

  it.each([
    ['of a value', 'a = 1\nb = ${a}', { a: 1, b: 1 }],
    ['of what comes later', 'b = ${a.c}\na.c = 1', { a: { c: 1 }, b: 1 }],
    ['of the last value', 'a = 1\nb = ${a}\na = 2', { a: 2, b: 2 }],
    ['inside a text', 'a = 1\nb = x${a}/${a}" y"', { a: 1, b: 'x1/1 y' }],
    ['not in quotes', 'b = "${a}"', { b: '${a}' }],
    ['that may be missing', 'b = ${?a}\nc = x${?a}\nd = [${?a}]', { c: 'x', d: [] }],
    ['that keeps what was there', 'b = 1\nb = ${?a}', { b: 1 }],
    [
      'of a section that goes on',
      'a { b = 1, c = 2 }\nd = ${a} { c = 3 }',
      {
        a: { b: 1, c: 2 },
        d: { b: 1, c: 3 },
      },
    ],
    [
      'to a section that a later line extends',
      'd = ${a}\nd.c = 3\na { b = 1, c = 2 }',
      {
        a: { b: 1, c: 2 },
        d: { b: 1, c: 3 },
      },
    ],
    ['to what stood before', 'a = [1]\na = ${a} [2]\na = ${a} [3]', { a: [1, 2, 3] }],
    ['to a neighbour', 'a { b = 1, c = ${a.b} }', { a: { b: 1, c: 1 } }],
    [
      'to a neighbour that came by reference',
      'x {b = 1}\na = ${x}\na { c = ${a.b} }',
      {
        x: { b: 1 },
        a: { b: 1, c: 1 },
      },
    ],
    [
      'to a neighbour of what came by reference',
      'x {b = 1}\na = ${x}\na { d = 2, c = ${a.d} }',
      {
        x: { b: 1 },
        a: { b: 1, d: 2, c: 2 },
      },
    ],
    [
      'into sections of several sources',
      'x { b { c = 1 } }\na = ${x}\na { b { d = 2 } }\ne = ${a.b.c}',
      {
        x: { b: { c: 1 } },
        a: { b: { c: 1, d: 2 } },
        e: 1,
      },
    ],
    [
      'between two sections, to and fro',
      'e.f = ${a.p}\na { p = 1, q = ${e.f} }',
      { e: { f: 1 }, a: { p: 1, q: 1 } },
    ],
    ['of the environment', 'a = ${HOME_OF_A}', { a: '/a' }],
    ['of the file before the environment', 'HOME_OF_A = 1\na = ${HOME_OF_A}', { HOME_OF_A: 1, a: 1 }],
  ])('follows a reference %s', (_name, text, content) => {
    expect(read(text, { ...alone, environment: { HOME_OF_A: '/a' } })).toEqual(content);
  });

  it.each([
    ['a = ${b}', '1:5 ${b} refers to nothing, or to itself: set b, or write ${?b} if it may be missing'],
    ['a = ${a}', '1:5 ${a} refers to nothing, or to itself: set a, or write ${?a} if it may be missing'],
    ['a = 1 [2]', '1:5 texts, lists and sections cannot be joined: expected values of one kind'],
    ['a = 1\na += 2', '2:6 += adds to a list, but the key holds something else'],
    ['a = "hush', '1:5 the text that begins here has no closing quote'],
    ['a = """hush""', '1:5 the text that begins here has no closing """'],
    [
      'a = "\\hush"',
      expect.stringMatching(/^1:5 the text holds an escape or a character that quotes do not allow/),
    ],
    ['a', '1:2 expected = or : or { after the key'],
    ['a =', '1:4 expected a value here: put special characters in quotes'],
    ['a = 0.0.0.0:1', '1:12 expected a comma or a new line: put a value with special characters in quotes'],
    ['a = emqx@hush', '1:9 expected a comma or a new line: put a value with special characters in quotes'],
    ['a..b = 1', '1:3 expected a key here: a key with other characters than - _ / needs quotes'],
    ['= 1', '1:1 expected a key here: a key with other characters than - _ / needs quotes'],
    ['a = 1,, b = 2', '1:7 expected a key here: a key with other characters than - _ / needs quotes'],
    ['a {\n b = 1', '1:4 the bracket before this is never closed: expected }'],
    ['a = 1 }', '1:7 expected nothing more here: a bracket is too many'],
    ['a = ${b', '1:8 expected } at the end of the reference'],
    ['[1] 2', '1:5 expected nothing more here: a bracket is too many'],
  ])('refuses %j', (text, problem) => {
    expect(read(text)).toEqual([problem]);
  });

  it('refuses references in a circle', () => {
    expect(read('a = ${b}\nb = ${a}')).toEqual([
      expect.stringMatching(/^2:5 \$\{a\} refers to nothing, or to itself/),
      expect.stringMatching(/^1:5 \$\{b\} refers to nothing, or to itself/),
    ]);
  });

  it('bounds what a small file can bring about', () => {
    expect(read(`a = ${'['.repeat(100_000)}`)).toEqual(['1:69 more than 64 brackets in each other']);
    expect(read(`${'a.'.repeat(100_000)}b = 1`)).toEqual(['1:1 a key has at most 32 parts']);
    const doubled = (join: string) =>
      Array.from({ length: 40 }, (_, step) => `a${step + 1} = \${a${step}}${join}\${a${step}}`).join('\n');
    const tooLarge = expect.stringMatching(/^\d+:\d+ the references make this file too large$/);
    expect(read(`a0 = x\n${doubled('')}`)).toEqual([tooLarge]);
    expect(read(`a0 = [x]\n${doubled(' ')}`)).toEqual([tooLarge]);
    const chain = Array.from({ length: 5_000 }, (_, step) => `a${step} = \${a${step + 1}}`).join('\n');
    expect(read(chain)).toEqual([expect.stringMatching(/more than 100 references in a row$/)]);
  });
});

describe('JSON', () => {
  const json = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()));

  test.prop([json, fc.constantFrom(undefined, 2, '\t')])(
    'means what JSON.parse says',
    (value, indentation) => {
      const text = JSON.stringify(value, null, indentation);
      expect(read(text)).toEqual(JSON.parse(text));
    },
  );
});
