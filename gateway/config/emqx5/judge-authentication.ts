import { plainValue } from '../hocon/hocon-value.ts';
import {
  type Emqx5Reading,
  fieldOf,
  type NamedSection,
  pathOf,
  refuse,
  take,
  warn,
} from './emqx5-reading.ts';
import type { FoundListener } from './find-listeners.ts';
import { parseSwitch } from './parse-switch.ts';

/**
 * Refuses authentication that EMQX would demand. Where it would demand none, because the
 * authenticators or the listeners are switched off, there is only a warning.
 */
export function judgeAuthentication(
  reading: Emqx5Reading,
  gateway: NamedSection,
  listeners: readonly FoundListener[],
): void {
  const demanding = listeners.filter((listener) =>
    take(reading, listener, 'enable_authn', parseSwitch, true),
  );
  judge(reading, gateway, demanding.length > 0);
  for (const listener of listeners) judge(reading, listener, demanding.includes(listener));
}

function judge(reading: Emqx5Reading, parent: NamedSection, demanded: boolean): void {
  const field = fieldOf(parent, 'authentication');
  if (field === undefined) return;
  const path = pathOf(parent, 'authentication');
  if (demanded && isOn(plainValue(field.value))) {
    const problem = 'the authenticators of EMQX are not taken over, and every client would be let in';
    const remedy = 'remove it, convert the file, and list the users as authentication of the YAML';
    refuse(reading, field.place, `${path}: ${problem}: ${remedy}`);
  } else {
    warn(reading, field.place, `${path} has no effect in this version: it is switched off`);
  }
}

function isOn(authenticators: unknown): boolean {
  const chain = Array.isArray(authenticators) ? authenticators : [authenticators];
  return chain.some(
    (authenticator: unknown) =>
      !(typeof authenticator === 'object' && authenticator !== null && 'enable' in authenticator) ||
      String(authenticator.enable) !== 'false',
  );
}
