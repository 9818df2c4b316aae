import { describe, expect, it } from 'vitest';
import { parseMountpoint } from './parse-mountpoint.ts';

const placeholder = (name: string) => `$\{${name}}`;

describe('parseMountpoint', () => {
  it.each([
    'devices/',
    '',
    '$plain/{clientid}/',
    `${placeholder('clientid')}/`,
    `a/${placeholder('username')}/${placeholder('clientid')}/`,
  ])('reads %s', (text) => {
    expect(parseMountpoint(text)).toEqual({ value: text });
  });

  it.each(['a/+/', '#', 'a\0', 5, true, undefined])('refuses %s', (value) => {
    const problem = 'expected a text without + and #, such as devices/';
    expect(parseMountpoint(value)).toEqual({ problem });
  });

  it.each([
    placeholder('host'),
    placeholder('clientId'),
    placeholder(''),
    `a/$\{clientid`,
    `$\{client${placeholder('clientid')}id}`,
  ])('refuses the placeholder in %s', (text) => {
    const problem = `expected no other placeholders than ${placeholder('clientid')} and ${placeholder('username')}`;
    expect(parseMountpoint(text)).toEqual({ problem });
  });
});
