import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ignoredListenerKeys, listenerKeys } from './conf/keys.ts';
import { readConf } from './conf/read-conf.ts';
import { readYaml } from './yaml/read-yaml.ts';
import { yamlSchema } from './yaml/schema.ts';

const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

function examples(language: string): string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, text]) => text ?? '');
}

/** A file of the page's, were it in the folder of the certificates that it names. */
function beside(folder: string): string {
  return fileURLToPath(new URL(`../../fixtures/${folder}/configuration.md`, import.meta.url));
}

/** Every key of the schema, as the table of the page writes it. */
function keysOf(schema: z.core.$ZodType, path = ''): string[] {
  if (schema instanceof z.ZodOptional) {
    return keysOf(schema.unwrap(), path);
  }
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, field]) =>
      keysOf(field as z.core.$ZodType, path === '' ? key : `${path}.${key}`),
    );
  }
  if (schema instanceof z.ZodRecord) {
    return keysOf(schema.valueType, `${path}.NAME`);
  }
  const items = schema instanceof z.ZodArray ? keysOf(schema.element, `${path}[]`) : [];
  return [path, ...items.filter((item) => item !== `${path}[]`)];
}

describe('docs/configuration.md', () => {
  it('has YAML examples that can be read', () => {
    const read = examples('yaml').map((text) => readYaml(beside('certificates'), text));
    expect(read).toHaveLength(2);
    expect(read[1]?.configuration.listeners.map(({ name, handler }) => [name, handler.url])).toEqual([
      ['meters', 'http://127.0.0.1:9001'],
      ['trackers', 'http://127.0.0.1:9002'],
      ['pumps', 'http://127.0.0.1:9001'],
      ['valves', 'http://127.0.0.1:9001'],
    ]);
  });

  it('shows every key in the second example', () => {
    const example = examples('yaml')[1] ?? '';
    for (const key of keysOf(yamlSchema)) {
      expect(example).toContain(`${key.split('.').at(-1)}:`);
    }
  });

  it('has a .conf example that can be read without a warning', () => {
    const read = examples('conf').map((text) => readConf('configuration.md', text));
    expect(read).toHaveLength(1);
    expect(read[0]?.warnings).toEqual([]);
  });

  it.each(keysOf(yamlSchema))('has %s in its table', (key) => {
    // A TLS listener has the keys of a TCP listener, a DTLS listener those of a UDP listener: they stand there once.
    const row = key
      .replace(/^listeners\.tls\.NAME\.(?!tls)/, 'listeners.tcp.NAME.')
      .replace(/^listeners\.dtls\.NAME\.(?!dtls)/, 'listeners.udp.NAME.');
    expect(page.includes(`| \`${row}\` `)).toBe(true);
  });

  it('names the access rules of 4.x', () => {
    expect(page).toContain('`exproto.listener.NAME.access.N`');
  });

  it.each([...listenerKeys, ...ignoredListenerKeys.keys()])('names the 4.x key %s', (key) => {
    expect(page).toMatch(new RegExp(`[\`.]${key}[\`. ]`));
  });
});
