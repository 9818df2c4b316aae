import type { ReadConfiguration } from '../configuration.ts';
import { invalid, problemLines, refuseProblems } from '../problem.ts';
import { contentProblems } from './content-problems.ts';
import { keyProblems } from './key-problems.ts';
import { loadListenersDtls } from './load-listeners-dtls.ts';
import { loadListenersTls } from './load-listeners-tls.ts';
import { yamlSchema } from './schema.ts';
import { schemaProblems } from './schema-problems.ts';
import { parseSource } from './source.ts';
import { syntaxProblems } from './syntax-problems.ts';
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
  const content: unknown = source.document.toJS() ?? {};
  const result = yamlSchema.safeParse(content);
  const found = [...keyProblems(source), ...contentProblems(source, content)];
  if (!result.success) {
    throw invalid(file, [...found, ...schemaProblems(source, content, result.error.issues)]);
  }
  const { tls, ...ofTls } = loadListenersTls(file, source, result.data);
  const { dtls, ...ofDtls } = loadListenersDtls(file, source, result.data);
  refuseProblems(file, [...found, ...ofTls.problems, ...ofDtls.problems]);
  return {
    configuration: toConfiguration(result.data, tls, dtls),
    warnings: problemLines(file, [...ofTls.warnings, ...ofDtls.warnings]),
  };
}
