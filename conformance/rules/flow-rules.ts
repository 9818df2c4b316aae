import type { Rule } from './rule.ts';
import { streams } from './transport.ts';

/** Order and concurrency of callbacks. */
export const flowRules = [
  {
    id: 'EXP-FLOW-001',
    level: 'MUST',
    text: 'At most one callback of a connection is in flight.',
    source: 'protocol 2, life of a connection; protocol, G3',
    mode: 'unary',
  },
  {
    id: 'EXP-FLOW-002',
    level: 'MUST',
    text: 'What happened while a callback was in flight is delivered after its answer.',
    source: 'protocol 2, life of a connection',
    mode: 'unary',
  },
  {
    id: 'EXP-FLOW-003',
    level: 'MUST',
    text: 'While a callback of one connection is in flight, other connections are served.',
    source: 'protocol 2, life of a connection; protocol, G5',
  },
  {
    id: 'EXP-FLOW-004',
    level: 'MUST',
    text: 'An adapter call from inside a callback of the same connection is answered.',
    source: 'protocol 2, life of a connection; protocol, G4',
  },
  {
    id: 'EXP-FLOW-005',
    level: 'SHOULD',
    text: 'While the handler does not answer, the socket of a device that goes on sending is no longer read.',
    source: 'protocol, G5',
    transports: streams,
  },
] as const satisfies readonly Rule[];
