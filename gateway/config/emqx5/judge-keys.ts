import { displayValue } from '../display-value.ts';
import { type HoconField, plainValue } from '../hocon/hocon-value.ts';
import { nearestWord } from '../nearest-word.ts';
import { type Emqx5Reading, fieldOf, type NamedSection, pathOf, refuse, warn } from './emqx5-reading.ts';
import type { KeyRule, KeyRules } from './key-rule.ts';

/** Finds, in a section and those below it, the keys that are unknown, without effect or refused. */
export function judgeKeys(reading: Emqx5Reading, parent: NamedSection, rules: KeyRules): void {
  for (const [key, { place }] of parent.section.fields) {
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    const field = fieldOf(parent, key);
    if (rule === undefined) {
      const nearest = nearestWord(key, Object.keys(rules));
      const suggestion = nearest === undefined ? '' : `, did you mean ${pathOf(parent, nearest)}?`;
      refuse(reading, place, `unknown key ${pathOf(parent, key)}${suggestion}`);
    } else if (field !== undefined) {
      judge(reading, pathOf(parent, key), field, rule);
    }
  }
}

function judge(reading: Emqx5Reading, path: string, { place, value }: HoconField, rule: KeyRule): void {
  switch (rule.effect) {
    case 'taken':
    case 'depends':
      return;
    case 'ignored':
      if (rule.harmless.includes(plainValue(value))) return;
      warn(reading, place, `${path} has no effect in this version: ${rule.consequence}`);
      return;
    case 'refused':
      if (rule.harmless.includes(plainValue(value))) return;
      refuse(reading, place, `${path}: ${rule.problem}`);
      return;
    case 'section':
      if (value.kind === 'section') {
        judgeKeys(reading, { path, section: value }, rule.keys);
      } else {
        refuse(reading, value.place, `${path} is ${displayValue(plainValue(value))}: expected a section`);
      }
  }
}
