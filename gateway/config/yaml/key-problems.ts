import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { Problem } from '../problem.ts';
import { type Path, pathText } from './path.ts';
import { positionOf, startOf, type YamlSource } from './source.ts';

/** Keys that stand twice in their section, and the one name that zod overlooks in a record. */
export function keyProblems(source: YamlSource): Problem[] {
  return problemsBelow(source, source.document.contents, []);
}

function problemsBelow(source: YamlSource, node: unknown, path: Path): Problem[] {
  if (isSeq(node)) {
    return node.items.flatMap((item, index) => problemsBelow(source, item, [...path, index]));
  }
  return isMap(node) ? problemsOf(source, node, path) : [];
}

function problemsOf(source: YamlSource, section: YAMLMap, path: Path): Problem[] {
  const firstLines = new Map<string, number>();
  return section.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : '';
    const ownPath = [...path, name];
    const problems = problemsBelow(source, value, ownPath);
    const { line } = positionOf(source, startOf(key));
    const first = firstLines.get(name);
    if (first !== undefined) {
      problems.push({ line, text: `${pathText(ownPath)} is set twice, first in line ${first}` });
    } else if (/^listeners\.(tcp|tls)\.__proto__$/.test(pathText(ownPath))) {
      problems.push({ line, text: `${pathText(ownPath)}: expected another name` });
    }
    firstLines.set(name, first ?? line);
    return problems;
  });
}
