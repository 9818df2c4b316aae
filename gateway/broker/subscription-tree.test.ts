import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { matches } from '../core/topics.ts';
import { SubscriptionTree } from './subscription-tree.ts';

const word = fc.constantFrom('a', 'b', '', '$a');
const topic = fc.array(word, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));
const filter = fc
  .tuple(fc.array(fc.oneof(word, fc.constant('+')), { maxLength: 3 }), fc.constantFrom('a', '+', '#', ''))
  .map(([levels, last]) => [...levels, last].join('/'));
const entry = fc.integer({ min: 0, max: 3 });
const step = fc.record({ kind: fc.constantFrom('add', 'add', 'remove'), filter, entry, topic });

function sorted(entries: Iterable<number>): number[] {
  return [...entries].sort((one, other) => one - other);
}

describe('a subscription tree', () => {
  test.prop([fc.array(step, { maxLength: 40 })])('finds what a linear search finds', (steps) => {
    const tree = new SubscriptionTree<number>();
    const model = new Map<string, Set<number>>();
    for (const { kind, filter, entry, topic } of steps) {
      const filed = model.get(filter) ?? new Set();
      model.set(filter, filed);
      if (kind === 'add') {
        tree.add(filter, entry);
        filed.add(entry);
      } else {
        expect(tree.remove(filter, entry)).toBe(filed.delete(entry));
      }
      const expected = [...model].flatMap(([known, entries]) => (matches(known, topic) ? [...entries] : []));
      expect(sorted(tree.match(topic))).toEqual(sorted(expected));
      expect(tree.size).toBe([...model.values()].reduce((sum, entries) => sum + entries.size, 0));
    }
  });

  test.prop([fc.array(fc.tuple(filter, entry), { maxLength: 40 })])('keeps nothing once emptied', (filed) => {
    const tree = new SubscriptionTree<number>();
    for (const [filter, entry] of filed) tree.add(filter, entry);
    for (const [filter, entry] of filed) tree.remove(filter, entry);
    expect(tree.size).toBe(0);
    expect(tree.levelCount).toBe(0);
  });

  test.prop([fc.uniqueArray(filter, { maxLength: 20 }), filter])(
    'keeps only the levels that its filters need',
    (filters, extra) => {
      const tree = new SubscriptionTree<number>();
      for (const filter of filters) tree.add(filter, 1);
      const { levelCount } = tree;
      tree.add(extra, 2);
      tree.remove(extra, 2);
      expect(tree.levelCount).toBe(levelCount);
    },
  );

  it('files an entry under a filter once', () => {
    const tree = new SubscriptionTree<string>();
    tree.add('a/+', 'entry');
    tree.add('a/+', 'entry');
    expect(tree.match('a/b')).toEqual(['entry']);
    expect(tree.size).toBe(1);
  });

  it('finds an entry once for each filter that selects the topic', () => {
    const tree = new SubscriptionTree<string>();
    for (const filter of ['#', '+', 'sport', 'sport/#', '+/#', 'sport/+']) tree.add(filter, filter);
    expect(tree.match('sport').sort()).toEqual(['#', '+', '+/#', 'sport', 'sport/#']);
  });

  it('does not remove what is filed elsewhere on the path', () => {
    const tree = new SubscriptionTree<string>();
    tree.add('a/b/c', 'deep');
    expect(tree.remove('a/b', 'deep')).toBe(false);
    expect(tree.remove('a/b/c/d', 'deep')).toBe(false);
    expect(tree.remove('a/b/c', 'other')).toBe(false);
    expect(tree.match('a/b/c')).toEqual(['deep']);
  });

  it('takes the deepest topic there can be', () => {
    const tree = new SubscriptionTree<string>();
    const deepest = '/'.repeat(65_535);
    for (const filter of [deepest, '#', '+/#']) tree.add(filter, filter);
    expect(tree.match(deepest)).toHaveLength(3);
    expect(tree.remove(deepest, deepest)).toBe(true);
    expect(tree.levelCount).toBe(3);
  });
});
