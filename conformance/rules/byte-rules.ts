import type { Rule } from './rule.ts';
import { connected, streams } from './transport.ts';

/** The bytes of a connection, in both directions. */
export const byteRules = [
  {
    id: 'EXP-BYTE-001',
    level: 'MUST',
    text: 'Every byte that the device sends arrives in OnReceivedBytes.',
    source: 'protocol 2, life of a connection; protocol, G2',
  },
  {
    id: 'EXP-BYTE-002',
    level: 'MUST',
    text: 'The bytes of a device arrive unchanged and in the order in which they were sent.',
    source: 'protocol 2, life of a connection; protocol, G2',
  },
  {
    id: 'EXP-BYTE-003',
    level: 'MUST',
    text: 'No byte of a device arrives twice.',
    source: 'protocol 2, life of a connection; protocol, G2',
  },
  {
    id: 'EXP-BYTE-004',
    level: 'MUST',
    text: 'Bytes of one device never arrive on the connection of another.',
    source: 'protocol 2, life of a connection; protocol, G2',
  },
  {
    id: 'EXP-BYTE-005',
    level: 'MUST',
    text: 'A large transfer from the device arrives whole, however it is split.',
    source: 'protocol 2, life of a connection; protocol, G2',
    transports: streams,
  },
  {
    id: 'EXP-BYTE-006',
    level: 'MUST',
    text: 'Bytes that the device sends right before it closes arrive before OnSocketClosed.',
    source: 'protocol 4, life; protocol, G2',
    mode: 'unary',
    transports: connected,
  },
  {
    id: 'EXP-BYTE-007',
    level: 'MUST',
    text: 'The device receives the bytes of each Send, unchanged and in the order of the calls.',
    source: 'protocol 2, adapter calls',
  },
  {
    id: 'EXP-BYTE-008',
    level: 'MUST',
    text: 'Sends that do not wait for each other keep their order.',
    source: 'protocol 5',
  },
  {
    id: 'EXP-BYTE-009',
    level: 'MUST',
    text: 'Bytes sent before Close go out before the socket closes.',
    source: 'protocol 2, adapter calls',
  },
  {
    id: 'EXP-BYTE-010',
    level: 'MUST',
    text: 'A Send of a megabyte reaches the device whole.',
    source: 'protocol 4, codes and messages',
    transports: streams,
  },
] as const satisfies readonly Rule[];
