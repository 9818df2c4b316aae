import type { Rule } from './rule.ts';

/** Handlers that are called by streams which stay open. */
export const streamRules = [
  {
    id: 'EXP-STREAM-001',
    level: 'SHOULD',
    text: 'OnSocketCreated comes before what other streams of its connection carry.',
    source: 'protocol 1; protocol 5',
    mode: 'stream',
  },
  {
    id: 'EXP-STREAM-002',
    level: 'SHOULD',
    text: 'OnSocketClosed comes after what other streams of its connection carry.',
    source: 'protocol 1; protocol 5',
    mode: 'stream',
  },
  {
    id: 'EXP-STREAM-003',
    level: 'MUST',
    text: 'All OnReceivedBytes of a connection come on one stream.',
    source: 'protocol 1',
    mode: 'stream',
  },
  {
    id: 'EXP-STREAM-004',
    level: 'MUST',
    text: 'A stream that the handler ends with an error closes its connection, and OnSocketClosed follows: no bytes are lost without a sign.',
    source: 'protocol 5; protocol, G2, G6',
    mode: 'stream',
  },
] as const satisfies readonly Rule[];
