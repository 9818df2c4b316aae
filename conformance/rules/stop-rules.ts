import type { Rule } from './rule.ts';

/** The end of the gateway itself. */
export const stopRules = [
  {
    id: 'EXP-STOP-001',
    level: 'MUST',
    text: 'A gateway that is asked to end sends OnSocketClosed for each of its connections.',
    source: 'protocol 2, life of a connection; protocol 5; protocol, G1',
    transports: ['tcp'],
    needs: 'start or container',
  },
] as const satisfies readonly Rule[];
