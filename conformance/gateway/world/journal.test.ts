import { describe, expect, it } from 'vitest';
import { Journal } from './journal.ts';

describe('Journal', () => {
  it('numbers the steps, and puts what came of them below', () => {
    const journal = new Journal();
    journal.step('c1 connects');
    journal.note('OnSocketCreated(c1)');
    journal.step('c1 resets its socket');
    expect(journal.steps).toEqual(['c1 connects', 'c1 resets its socket']);
    expect(journal.lines.map((line) => line.replace(/^ +\d+\.\d{3} s {2}/, ''))).toEqual([
      '1. c1 connects',
      '     OnSocketCreated(c1)',
      '2. c1 resets its socket',
    ]);
  });

  it('leaves out the middle when there is very much', () => {
    const journal = new Journal();
    for (let count = 0; count < 250; count += 1) journal.note(`note ${count}.`);
    expect(journal.lines).toHaveLength(201);
    expect(journal.lines[99]).toMatch(/note 99\.$/);
    expect(journal.lines[100]).toContain('50 lines left out');
    expect(journal.lines[101]).toMatch(/note 150\.$/);
  });
});
