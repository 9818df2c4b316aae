import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../', import.meta.url);
const rows = readFileSync(new URL('docs/faults.md', folder), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| fault ') && !line.startsWith('| -'))
  .map((line) => line.split(' | '));

/** The files of a row's last cell, each with the names of its tests. */
function testsOf(cell: string): { file: string; names: string[] }[] {
  return cell.split('; ').map((part) => {
    const [file = '', ...names] = [...part.matchAll(/`([^`]*)`/g)].map(([, text = '']) => text);
    return { file, names };
  });
}

describe('docs/faults.md', () => {
  it('has rows of a fault, what happens, what is seen, what to do and its tests', () => {
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect(row).toHaveLength(5);
  });

  it.each(rows.map((row) => [row[0]?.slice(2), row.at(-1) ?? '']))(
    'names tests that exist: %s',
    (_, cell) => {
      for (const { file, names } of testsOf(cell)) {
        const source = readFileSync(new URL(file, folder), 'utf8');
        expect(names.length).toBeGreaterThan(0);
        for (const name of names) expect(titles(source)).toContain(name);
      }
    },
  );
});

/** The names of the tests of a file, those of a table as they stand there. */
function titles(source: string): string[] {
  return [...source.matchAll(/\(\s*(['"])(.*?)\1,\s*(?:async )?\(/g)].map(([, , title = '']) => title);
}
