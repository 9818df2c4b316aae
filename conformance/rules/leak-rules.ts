import type { Rule } from './rule.ts';

/** What is left of connections that have ended. */
export const leakRules = [
  {
    id: 'EXP-LEAK-001',
    level: 'MUST',
    text: 'After 10,000 connections (300 in a quick run) the gateway has no more descriptors than before, give or take 8.',
    source: 'protocol, G9; protocol, G13',
    needs: 'pid',
  },
  {
    id: 'EXP-LEAK-002',
    level: 'MUST',
    text: 'Resident memory grows by at most 64 MiB in 10,000 connections (300 in a quick run); whoever makes room for more once has to stop at the second or third time.',
    source: 'protocol, G5',
    needs: 'pid',
  },
] as const satisfies readonly Rule[];
