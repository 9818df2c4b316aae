import type { Rule } from './rule.ts';

/** Takeover by clientid. */
export const clientRules = [
  {
    id: 'EXP-TAKE-001',
    level: 'MUST',
    text: 'A clientid that authenticates on another connection closes the older connection.',
    source: 'protocol 2, adapter calls; protocol, G9',
  },
  {
    id: 'EXP-TAKE-002',
    level: 'MUST',
    text: 'A connection that took over a clientid is served.',
    source: 'protocol 2, adapter calls; protocol, G9',
  },
  {
    id: 'EXP-TAKE-003',
    level: 'MUST',
    text: 'The conn of a connection that was taken over answers CONN_PROCESS_NOT_ALIVE.',
    source: 'protocol 2, adapter calls; protocol, G9',
  },
  {
    id: 'EXP-TAKE-004',
    level: 'MUST',
    text: 'A connection that authenticates with a clientid used before has none of the older subscriptions.',
    source: 'protocol 4, pub/sub; protocol, G9',
  },
] as const satisfies readonly Rule[];
