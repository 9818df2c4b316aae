import type { Rule } from '../../rules/rule.ts';

/** What a handler may ask of the adapter, and when. */
export const callRules = [
  {
    id: 'EXH-CALL-001',
    level: 'MUST',
    text: 'After OnSocketClosed the adapter is called no more for that connection.',
    source: 'protocol 2, adapter calls; handlers, H8',
  },
  {
    id: 'EXH-CALL-002',
    level: 'MUST',
    text: 'The adapter is called only for connections that exist, by the conn that the gateway gave.',
    source: 'protocol 2, adapter calls; handlers, H7',
  },
  {
    id: 'EXH-CALL-003',
    level: 'MUST',
    text: 'A connection that is authenticated is not authenticated again.',
    source: 'protocol 2, adapter calls; handlers, H9',
  },
  {
    id: 'EXH-CALL-004',
    level: 'MUST',
    text: 'Nothing is published or subscribed before Authenticate was answered with SUCCESS.',
    source: 'protocol 2, adapter calls; handlers, H3; handlers, H9',
  },
  {
    id: 'EXH-CALL-005',
    level: 'SHOULD',
    text: 'Calls have their required fields, a valid qos, valid topics, and a timer above 0.',
    source: 'protocol 2, adapter calls; handlers, H14',
  },
] as const satisfies readonly Rule[];
