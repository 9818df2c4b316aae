import type { ReadConfiguration } from '../configuration.ts';
import { refuseProblems } from '../problem.ts';
import { contentProblems } from './content-problems.ts';
import { yamlSchema } from './schema.ts';
import { schemaProblems } from './schema-problems.ts';
import { parseSource } from './source.ts';
import { structureProblems, syntaxProblems } from './syntax-problems.ts';
import { toConfiguration } from './to-configuration.ts';

/**
 * Reads the YAML of docs/configuration.md. An empty file stands for all defaults.
 *
 * @param file The name for messages.
 * @throws ConfigurationError naming everything that is wrong.
 */
export function readYaml(file: string, text: string): ReadConfiguration {
  const source = parseSource(text);
  refuseProblems(file, syntaxProblems(source));
  const structure = structureProblems(source);
  const content: unknown = source.document.contents === null ? {} : (contentOf(source.document) ?? {});
  const result = yamlSchema.safeParse(content);
  const issues = result.success ? [] : result.error.issues;
  refuseProblems(file, [
    ...structure,
    ...schemaProblems(source, content, issues),
    ...contentProblems(source, content),
  ]);
  return { configuration: toConfiguration(result.data), warnings: [] };
}
