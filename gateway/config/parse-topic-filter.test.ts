import { describe, expect, it } from 'vitest';
import { parseTopicFilter } from './parse-topic-filter.ts';

describe('parseTopicFilter', () => {
  it.each(['a', '#', '+', 'a/+/b', 'a/#', '/', '$SYS/#', '+/+'])('reads %s', (filter) => {
    expect(parseTopicFilter(filter)).toEqual({ value: filter });
  });

  it.each(['', 'a/#/b', 'a+/b', 'a#', 'a\0b', 'é'.repeat(32_768), 5, null])('refuses %j', (value) => {
    const problem = 'expected a topic filter, such as sensors/+/up or sensors/#';
    expect(parseTopicFilter(value)).toEqual({ problem });
  });

  it('refuses placeholders, which would match literally', () => {
    const problem = 'placeholders such as $' + '{clientid} are not supported, expected a fixed text';
    expect(parseTopicFilter('$' + '{username}/up')).toEqual({ problem });
  });
});
