import type { Rule } from './rule.ts';

/** What a rule is needed for. */
export const profiles = ['core', 'pub/sub', 'limits', 'security', 'robustness'] as const;

export type Profile = (typeof profiles)[number];

const ofChapters: Readonly<Record<string, Profile>> = {
  PUB: 'pub/sub',
  LIMIT: 'limits',
  TLS: 'security',
  FAULT: 'robustness',
  STOP: 'robustness',
  SEC: 'security',
};

/** Rules that are needed for something else than the rest of their chapter. */
const ofRules: Readonly<Record<string, Profile>> = {
  'EXP-CONN-009': 'security',
  'EXP-CONN-014': 'security',
  'EXP-CONN-019': 'robustness',
  'EXP-CODE-007': 'security',
  'EXP-CODE-024': 'robustness',
  'EXP-CODE-025': 'security',
  'EXP-CODE-026': 'security',
  'EXP-CODE-028': 'security',
  'EXP-LIMIT-009': 'security',
  'EXP-STREAM-004': 'robustness',
  'EXP-FLOW-003': 'robustness',
  'EXP-FLOW-005': 'robustness',
  'EXP-TAKE-004': 'pub/sub',
};

/** Rules that nothing else is said about are at the core of the protocol. */
export function profileOf({ id }: Pick<Rule, 'id'>): Profile {
  return ofRules[id] ?? ofChapters[id.split('-')[1] ?? ''] ?? 'core';
}
