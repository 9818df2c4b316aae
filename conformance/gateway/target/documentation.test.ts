import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { certificateFile } from '../../../fixtures/certificates.ts';
import { readTarget } from './read-target.ts';
import { targetSchema } from './target-schema.ts';

const page = readFileSync(new URL('../../../docs/certify.md', import.meta.url), 'utf8');
/** The whole file, and the sections that stand in place of its last. */
const [example = '', ...others] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? '');
const sections = others.filter((text) => text.startsWith('container:'));

const folder = mkdtempSync(join(tmpdir(), 'exproto-documentation-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every key of the schema, as the table of the page writes it. */
function keysOf(schema: z.core.$ZodType, path = ''): string[] {
  if (schema instanceof z.ZodOptional) return keysOf(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion)
    return [path, ...schema.options.flatMap((option) => keysOf(option, path))];
  if (!(schema instanceof z.ZodObject)) return [path];
  return Object.entries(schema.shape).flatMap(([key, field]) =>
    keysOf(field as z.core.$ZodType, path === '' ? key : `${path}.${key}`),
  );
}

/** The files that the example names. */
const certificates = ['ca.pem', 'client.pem', 'client.key', 'other-client.pem', 'other-client.key'];

/** What a preset goes with. */
const smallest = `
listeners: { tcp: "127.0.0.1:7993" }
adapter: 127.0.0.1:9100
handler: { listen: "127.0.0.1:9001" }
`;

describe('docs/certify.md', () => {
  it('has an example that can be read, with every key', () => {
    const path = join(folder, 'target.yaml');
    writeFileSync(path, example);
    for (const name of certificates) copyFileSync(certificateFile(name), join(folder, name));
    expect(readTarget(path)).toMatchObject({ name: 'my gateway', mountpoint: { prefix: 'devices/' } });
    for (const key of keysOf(targetSchema))
      expect(example + sections.join('')).toContain(`${key.split('.').at(-1)}:`);
  });

  it.each(sections)('has a section that can stand in place of start: %s', (section) => {
    const path = join(folder, 'contained.yaml');
    writeFileSync(join(folder, 'gateway.yaml'), '');
    const preset = section.includes('preset:');
    const rest = preset ? smallest : example.replace(/^start:.*/ms, '');
    writeFileSync(path, rest + section);
    expect(readTarget(path).container).toBeDefined();
  });

  it.each([...new Set(keysOf(targetSchema))])('has %s in its table', (key) => {
    expect(page).toContain(`| \`${key}\` `);
  });
});
