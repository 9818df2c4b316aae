import type { Rule } from './rule.ts';

/** Whom and how much listeners let in, measured against what the target file declares. */
export const limitRules = [
  {
    id: 'EXP-LIMIT-001',
    level: 'MUST',
    text: 'As many devices as max_connections have connections at the same time.',
    source: 'protocol 2, limits; protocol, G13',
    needs: 'limited.connections',
  },
  {
    id: 'EXP-LIMIT-002',
    level: 'MUST',
    text: 'A device above max_connections has no connection: no callback comes.',
    source: 'protocol 2, limits; protocol 4, limits; protocol, G13',
    needs: 'limited.connections',
  },
  {
    id: 'EXP-LIMIT-003',
    level: 'SHOULD',
    text: 'The socket of a device above max_connections is ended or reset.',
    source: 'protocol 4, limits',
    transports: ['tcp', 'ssl'],
    needs: 'limited.connections',
  },
  {
    id: 'EXP-LIMIT-004',
    level: 'MUST',
    text: 'The place of a connection that has ended, in whatever way, is given to another device.',
    source: 'protocol 4, limits; protocol, G13',
    needs: 'limited.connections',
  },
  {
    id: 'EXP-LIMIT-005',
    level: 'MUST',
    text: 'In t seconds no more than max_conn_rate × (t + 2) devices get a connection; the others are refused or wait.',
    source: 'protocol 2, limits; protocol 6; protocol, G13',
    transports: ['tcp'],
    needs: 'limited.connection_rate',
  },
  {
    id: 'EXP-LIMIT-006',
    level: 'MUST',
    text: 'After more devices have come than max_conn_rate allows, devices are served again.',
    source: 'protocol 2, limits; protocol, G13',
    transports: ['tcp'],
    needs: 'limited.connection_rate',
  },
  {
    id: 'EXP-LIMIT-007',
    level: 'MUST',
    text: 'In t seconds no more than 1.5 × max_bytes_rate × (t + 1) + 65,536 bytes of a device arrive.',
    source: 'protocol 2, limits; protocol, G13',
    transports: ['tcp'],
    needs: 'limited.throughput',
  },
  {
    id: 'EXP-LIMIT-008',
    level: 'MUST',
    text: 'What a device sends above max_bytes_rate waits: every byte arrives, unchanged and in order.',
    source: 'protocol 2, limits; protocol, G2',
    transports: ['tcp'],
    needs: 'limited.throughput',
  },
  {
    id: 'EXP-LIMIT-009',
    level: 'MUST',
    text: 'A device whose address the access rules deny has no connection: no callback comes.',
    source: 'protocol 2, limits; protocol 4, limits; protocol, G13',
    needs: 'limited.denied',
  },
] as const satisfies readonly Rule[];
