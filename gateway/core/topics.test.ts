import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { isTopicFilter, isTopicName, matches, mount, parseFilter, unmount } from './topics.ts';

const level = fc.string({ unit: fc.constantFrom('a', 'b', 'é', ' ', '$'), maxLength: 3 });
const name = fc
  .array(level, { minLength: 1, maxLength: 4 })
  .map((levels) => levels.join('/'))
  .filter((text) => text !== '');
const group = fc.constantFrom('', '$share/g/', '$share/a group/', '$queue/');

describe('a topic name', () => {
  it.each(['a', '/', '//', '/finance', 'a/b/c', 'Accounts payable', '$SYS/x', ' ', 'é/😀', '$share'])(
    'may be %j',
    (text) => expect(isTopicName(text)).toBe(true),
  );

  it.each(['', '+', '#', 'a/+', 'a/#', 'a+b', 'a#', 'a\0b', '\0', '\ud800', 'a/\udc00', '\udc00\ud800'])(
    'may not be %j',
    (text) => expect(isTopicName(text)).toBe(false),
  );

  it('is at most 65,535 bytes long, however many characters these are', () => {
    expect(isTopicName('a'.repeat(65_535))).toBe(true);
    expect(isTopicName('a'.repeat(65_536))).toBe(false);
    expect(isTopicName('é'.repeat(32_767))).toBe(true);
    expect(isTopicName('é'.repeat(32_768))).toBe(false);
  });

  test.prop([name])('is a filter as well, and that selects it', (text) => {
    fc.pre(!/^\$(share|queue)\//.test(text));
    expect(isTopicName(text)).toBe(true);
    expect(isTopicFilter(text)).toBe(true);
    expect(matches(text, text)).toBe(true);
  });
});

describe('a topic filter', () => {
  it.each([
    '#',
    '+',
    '/',
    '+/+',
    '/+',
    '+/#',
    'sport/tennis/#',
    'sport/tennis/player1/#',
    '+/tennis/#',
    'sport/+/player1',
    '$SYS/#',
    '$SYS/monitor/+',
    '$share',
    '$queue',
    '$shared/a',
  ])('may be %j', (text) => expect(isTopicFilter(text)).toBe(true));

  it.each([
    '',
    'sport/tennis#',
    'sport/tennis/#/ranking',
    'sport+',
    '+a',
    '##',
    '#/',
    '#/a',
    '++',
    'a/#b',
    'a\0',
  ])('may not be %j', (text) => expect(isTopicFilter(text)).toBe(false));

  it.each([
    '$share/g/a',
    '$share/g/#',
    '$share/g//',
    '$share/g/$SYS/#',
    '$share/$queue/a',
    '$queue/a',
    '$queue/+/#',
  ])('may be shared as %j', (text) => expect(isTopicFilter(text)).toBe(true));

  it.each([
    '$share/',
    '$share/g',
    '$share/g/',
    '$share//a',
    '$share/+/a',
    '$share/#/a',
    '$share/g+/a',
    '$share/#',
    '$share/g/a#',
    '$share/g/#/a',
    '$share/g/a\0',
    '$share/g\0/a',
    '$queue/',
    '$queue/a+',
    '$share/g/$share/h/a',
    '$share/g/$queue/a',
    '$queue/$share/g/a',
  ])('may not be shared as %j', (text) => expect(isTopicFilter(text)).toBe(false));

  it('is at most 65,535 bytes long, the group included', () => {
    expect(isTopicFilter(`$share/g/${'a'.repeat(65_526)}`)).toBe(true);
    expect(isTopicFilter(`$share/g/${'a'.repeat(65_527)}`)).toBe(false);
  });

  it.each([
    ['a/+', undefined, 'a/+'],
    ['$share/g/a/#', 'g', 'a/#'],
    ['$share/g//a', 'g', '/a'],
    ['$share/g/line\nbreak', 'g', 'line\nbreak'],
    ['$queue/a', '$queue', 'a'],
    ['$share/$queue/a', '$queue', 'a'],
    ['$SYS/a', undefined, '$SYS/a'],
  ])('%j has the group %j and selects %j', (text, expectedGroup, filter) => {
    expect(parseFilter(text)).toEqual({ group: expectedGroup, filter });
  });
});

describe('matches', () => {
  it.each([
    ['sport/tennis/player1/#', 'sport/tennis/player1'],
    ['sport/tennis/player1/#', 'sport/tennis/player1/ranking'],
    ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon'],
    ['sport/#', 'sport'],
    ['#', 'sport/tennis'],
    ['#', '/'],
    ['sport/tennis/+', 'sport/tennis/player1'],
    ['sport/+', 'sport/'],
    ['+/+', '/finance'],
    ['/+', '/finance'],
    ['+/tennis/#', 'sport/tennis'],
    ['$SYS/#', '$SYS/'],
    ['$SYS/#', '$SYS'],
    ['$SYS/monitor/+', '$SYS/monitor/Clients'],
    ['+/$SYS', 'a/$SYS'],
    ['a/#', 'a/$SYS'],
  ])('%j selects %j', (filter, topic) => expect(matches(filter, topic)).toBe(true));

  it.each([
    ['sport/tennis/+', 'sport/tennis/player1/ranking'],
    ['sport/tennis/+', 'sport/tennis'],
    ['sport/+', 'sport'],
    ['sport/#', 'sports'],
    ['sport/tennis/#', 'sport'],
    ['+', '/finance'],
    ['#', '$SYS/monitor/Clients'],
    ['#', '$SYS'],
    ['+/monitor/Clients', '$SYS/monitor/Clients'],
    ['+', '$SYS'],
    ['/a', 'a'],
    ['a', 'a/'],
    ['ACCOUNTS', 'Accounts'],
    ['A\u030a', '\u00c5'],
  ])('%j does not select %j', (filter, topic) => expect(matches(filter, topic)).toBe(false));
});

describe('a mountpoint', () => {
  it.each([
    ['dev/1/', 'up', 'dev/1/up'],
    ['dev/1/', '#', 'dev/1/#'],
    ['dev/1/', '$share/g/a/+', '$share/g/dev/1/a/+'],
    ['dev/1/', '$queue/a', '$queue/dev/1/a'],
    ['dev/1/', '$share/g//', '$share/g/dev/1//'],
    ['', '$share/g/a', '$share/g/a'],
    ['', 'a', 'a'],
  ])('%j before %j makes %j', (prefix, topic, mounted) => expect(mount(prefix, topic)).toBe(mounted));

  it.each([
    ['dev/1/', 'dev/1/up', 'up'],
    ['dev/1/', 'dev/2/up', 'dev/2/up'],
    ['dev/1/', 'dev/1/dev/1/up', 'dev/1/up'],
    ['', 'up', 'up'],
  ])('%j taken off %j leaves %j', (prefix, topic, rest) => expect(unmount(prefix, topic)).toBe(rest));

  test.prop([name, name])('comes off again as it was put on', (prefix, topic) => {
    fc.pre(!/^\$(share|queue)\//.test(topic));
    expect(unmount(prefix, mount(prefix, topic))).toBe(topic);
  });

  test.prop([name, group, name])('leaves the group of a filter alone', (prefix, sharing, filter) => {
    fc.pre(!/^\$(share|queue)\//.test(filter));
    const mounted = parseFilter(mount(prefix, sharing + filter));
    expect(mounted.group).toBe(parseFilter(sharing + filter).group);
    expect(mounted.filter).toBe(prefix + filter);
  });
});
