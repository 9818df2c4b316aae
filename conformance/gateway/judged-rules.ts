import { catalogue } from '../rules/catalogue.ts';
import { profileOf } from '../rules/profiles.ts';
import type { CertifyOptions } from './certify.ts';

/** The ids of the rules that are judged; undefined where it is all of them. */
export function judgedRules({
  only,
  profiles,
}: Pick<CertifyOptions, 'only' | 'profiles'>): readonly string[] | undefined {
  if (profiles === undefined) return only;
  const ids = catalogue.filter((rule) => profiles.includes(profileOf(rule))).map(({ id }) => id);
  return only === undefined ? ids : ids.filter((id) => only.includes(id));
}
