import { describe, expect, it } from 'vitest';
import { filterSelects, sharedFilter } from './topic-matching.ts';

describe('filterSelects', () => {
  it.each([
    ['a/b', 'a/b', true],
    ['a/b', 'a', false],
    ['a', 'a/b', false],
    ['+', 'a', true],
    ['+', 'a/b', false],
    ['+/b', 'a/b', true],
    ['a/+', 'a/', true],
    ['a/+', 'a', false],
    ['/+', '/a', true],
    ['+/+', '/a', true],
    ['#', 'a/b/c', true],
    ['a/#', 'a', true],
    ['a/#', 'a/b/c', true],
    ['a/#', 'ab', false],
    ['a/+/c/#', 'a/b/c', true],
    ['#', '$SYS/a', false],
    ['+/a', '$SYS/a', false],
    ['$SYS/#', '$SYS/a', true],
    ['a/+', 'a/$b', true],
  ])('%s selects %s: %s', (filter, topic, selected) => {
    expect(filterSelects(filter, topic)).toBe(selected);
  });
});

describe('sharedFilter', () => {
  it('takes a shared filter apart', () => {
    expect(sharedFilter('$share/group/a/+')).toEqual({ group: 'group', filter: 'a/+' });
  });

  it.each(['a/b', '$share', '$share/group', '$SYS/a'])('leaves %s plain', (filter) => {
    expect(sharedFilter(filter)).toBeUndefined();
  });
});
