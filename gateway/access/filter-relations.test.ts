import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { isTopicFilter, matches } from '../core/topics.ts';
import { covers, overlaps } from './filter-relations.ts';

/**
 * Every topic of up to four levels; `z` stands in no filter, so that `+` differs from what is written out.
 * The empty topic can't be published to, but filters are compared as if it could.
 */
const topics = listTopics(['a', '', '$a', 'z'], 4);

const filters = fc
  .array(fc.constantFrom('a', '', '$a', '+', '#'), { minLength: 1, maxLength: 3 })
  .map((levels) => levels.join('/'))
  .filter(isTopicFilter);

function listTopics(levels: readonly string[], depth: number): string[] {
  if (depth === 1) return [...levels];
  const shorter = listTopics(levels, depth - 1);
  return [
    ...new Set([...shorter, ...shorter.flatMap((topic) => levels.map((level) => `${topic}/${level}`))]),
  ];
}

function selected(filter: string): string[] {
  return topics.filter((topic) => matches(filter, topic));
}

describe('covers and overlaps', () => {
  test.prop([filters, filters], { numRuns: 1_000 })('agree with the topics themselves', (left, right) => {
    const [ofLeft, ofRight] = [selected(left), selected(right)];
    expect(covers(left, right)).toBe(ofRight.every((topic) => ofLeft.includes(topic)));
    expect(overlaps(left, right)).toBe(ofRight.some((topic) => ofLeft.includes(topic)));
  });

  it.each([
    ['#', 'a/b', true, true],
    ['#', '+/+', true, true],
    ['+/#', '#', true, true],
    ['a/#', 'a', true, true],
    ['a/+', 'a/#', false, true],
    ['a/b', 'a/+', false, true],
    ['a/b', 'a/c', false, false],
    ['a/b', 'a/b/c', false, false],
    ['#', '$SYS/a', false, false],
    ['$SYS/#', '#', false, false],
    ['$SYS/+', '$SYS/a', true, true],
    ['a/+', 'a/$b', true, true],
  ])('of %j and %j are %j and %j', (outer, inner, covered, overlapping) => {
    expect(covers(outer, inner)).toBe(covered);
    expect(overlaps(outer, inner)).toBe(overlapping);
  });
});
