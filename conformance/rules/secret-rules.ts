import type { Rule } from './rule.ts';

/** What has to stay with the gateway. */
export const secretRules = [
  {
    id: 'EXP-SEC-001',
    level: 'MUST',
    text: 'The log holds no password of an Authenticate, be it granted, refused or incomplete.',
    source: 'protocol, G15',
    needs: 'log',
  },
] as const satisfies readonly Rule[];
