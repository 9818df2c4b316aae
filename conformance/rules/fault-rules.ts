import type { Rule } from './rule.ts';
import { connected } from './transport.ts';

/** What is left of a gateway's service when something around it fails, and that it recovers. */
export const faultRules = [
  {
    id: 'EXP-FAULT-001',
    level: 'MUST',
    text: 'A connection whose handler is killed during its callback is closed, and OnSocketClosed comes within 15 s after the handler is back.',
    source: 'protocol 2, life of a connection; protocol 5; protocol, G6',
  },
  {
    id: 'EXP-FAULT-002',
    level: 'MUST',
    text: 'A connection that has no callback in flight while the handler is away is served when it is back.',
    source: 'protocol 4, life; protocol, G6',
  },
  {
    id: 'EXP-FAULT-003',
    level: 'MUST',
    text: 'Devices that connect within 15 s after the handler is back get a connection.',
    source: 'protocol 4, life; protocol, G6',
  },
  {
    id: 'EXP-FAULT-004',
    level: 'MUST',
    text: 'The OnSocketClosed of a connection that ends while the handler is away comes when it is back within 15 s.',
    source: 'protocol 4, life; protocol, G1; protocol, G6',
    transports: connected,
  },
] as const satisfies readonly Rule[];
