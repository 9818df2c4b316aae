import type { Rule } from '../../rules/rule.ts';

/** That callbacks are answered, whatever they carry. */
export const answerRules = [
  {
    id: 'EXH-ANSWER-001',
    level: 'MUST',
    text: 'Every callback is answered within the deadline.',
    source: 'protocol 2, life of a connection; handlers, H6',
  },
  {
    id: 'EXH-ANSWER-002',
    level: 'MUST',
    text: 'No callback ends in a gRPC error: the gateway would close the device.',
    source: 'protocol 2, life of a connection; handlers, H5',
  },
  {
    id: 'EXH-BYTES-001',
    level: 'MUST',
    text: 'OnReceivedBytes is answered with EmptySuccess for any bytes: random, one byte, very many, no UTF-8, broken frames.',
    source: 'protocol 2, life of a connection; handlers, H5; handlers, H12',
  },
  {
    id: 'EXH-BYTES-002',
    level: 'SHOULD',
    text: 'OnReceivedBytes without bytes is answered with EmptySuccess.',
    source: 'handlers, H12',
  },
  {
    id: 'EXH-BYTES-003',
    level: 'MUST',
    text: 'OnReceivedMessages is answered with EmptySuccess for any payload, one message or several.',
    source: 'protocol 2, publish and subscribe; handlers, H5',
  },
  {
    id: 'EXH-LIFE-001',
    level: 'MUST',
    text: 'Nothing that a device sends ends the process.',
    source: 'handlers, H12',
  },
] as const satisfies readonly Rule[];
