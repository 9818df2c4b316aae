import { describe, expect, it } from 'vitest';
import { Journal } from './journal.ts';

describe('Journal', () => {
  it('numbers the steps, and keeps what came of them in the order of time', () => {
    const journal = new Journal();
    journal.step('c1 connects');
    journal.message('gateway', 'handler', 'OnSocketCreated(c1)');
    journal.step('c1 resets its socket');
    journal.broken('a rule');
    expect(journal.steps).toEqual(['c1 connects', 'c1 resets its socket']);
    expect(journal.trace).toMatchObject([
      { kind: 'step', text: '1. c1 connects' },
      { kind: 'message', from: 'gateway', to: 'handler', text: 'OnSocketCreated(c1)' },
      { kind: 'step', text: '2. c1 resets its socket' },
      { kind: 'broken', text: 'a rule' },
    ]);
    const times = journal.trace.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((first, second) => first - second));
  });

  it('keeps the first of many bytes, and how many there were', () => {
    const journal = new Journal();
    journal.message('device', 'gateway', '100 B from c1', Buffer.alloc(100, 0xab));
    expect(journal.trace).toMatchObject([{ bytes: { size: 100, hex: 'ab'.repeat(64) } }]);
  });

  it('leaves out the middle when there is very much', () => {
    const journal = new Journal();
    for (let count = 0; count < 250; count += 1) journal.note(`note ${count}`);
    const { trace } = journal;
    expect(trace).toHaveLength(201);
    expect(trace[99]).toMatchObject({ text: 'note 99' });
    expect(trace[100]).toMatchObject({ kind: 'omitted', count: 50 });
    expect(trace[101]).toMatchObject({ text: 'note 150' });
  });
});
