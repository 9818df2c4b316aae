import type { Rule } from '../../rules/rule.ts';

/** That a handler lives with refusals, with others that are slow, and with restarts. */
export const handlerFaultRules = [
  {
    id: 'EXH-REFUSAL-001',
    level: 'MUST',
    text: 'A call that is answered with CONN_PROCESS_NOT_ALIVE leads to no gRPC error.',
    source: 'protocol 2, adapter calls; handlers, H8',
  },
  {
    id: 'EXH-REFUSAL-002',
    level: 'MUST',
    text: 'A call that is answered with another code than SUCCESS leads to no gRPC error.',
    source: 'protocol 2, adapter calls; handlers, H3',
  },
  {
    id: 'EXH-REFUSAL-003',
    level: 'SHOULD',
    text: 'A call that ends in a gRPC error leads to no gRPC error of the callback.',
    source: 'handlers, H5; handlers, H10',
  },
  {
    id: 'EXH-ISOLATION-001',
    level: 'MUST',
    text: 'Other devices are served while a call for one device waits for its answer.',
    source: 'protocol 2, life of a connection; handlers, H6',
  },
  {
    id: 'EXH-RESTART-001',
    level: 'MUST',
    text: 'After the gateway was restarted devices are served as before within 15 s.',
    source: 'handlers, H10',
  },
  {
    id: 'EXH-RESTART-002',
    level: 'MUST',
    text: 'After the adapter was out of reach devices are served as before within 15 s.',
    source: 'handlers, H10',
  },
  {
    id: 'EXH-RESTART-003',
    level: 'MUST',
    text: 'Callbacks of a connection whose OnSocketCreated the handler never saw lead to no gRPC error.',
    source: 'handlers, H5; handlers, H10',
  },
  {
    id: 'EXH-RESTART-004',
    level: 'MUST',
    text: 'After the handler was killed and started again it serves devices that were connected, and new ones.',
    source: 'protocol 4, life; handlers, H10',
  },
  {
    id: 'EXH-STREAM-001',
    level: 'MUST',
    text: 'Bytes that arrive before OnSocketCreated lead to no gRPC error.',
    source: 'protocol 1, wire; handlers, H16',
  },
  {
    id: 'EXH-MEMORY-001',
    level: 'MUST',
    text: 'Memory does not grow with the number of connections that have come and gone.',
    source: 'handlers, H7; handlers, H17',
  },
] as const satisfies readonly Rule[];
