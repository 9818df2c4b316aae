import type { Rule } from './rule.ts';
import { streams } from './transport.ts';

/** Faults of the handler and of devices that a gateway has to survive, and to forget when they are over. */
export const wireFaultRules = [
  {
    id: 'EXP-FAULT-005',
    level: 'MUST',
    text: 'While callbacks of 40 connections are not answered, the callbacks of all other connections are made.',
    source: 'protocol 2, life of a connection; protocol, G5',
    mode: 'unary',
  },
  {
    id: 'EXP-FAULT-006',
    level: 'MUST',
    text: 'Connections whose callbacks are answered after 2 s go on, with all that their devices have sent meanwhile.',
    source: 'protocol 2, life of a connection; protocol, G5',
    mode: 'unary',
  },
  {
    id: 'EXP-FAULT-007',
    level: 'MUST',
    text: 'Devices that connect after many callbacks have ended in gRPC errors get a connection.',
    source: 'protocol 2, life of a connection; protocol, G6',
    mode: 'unary',
    dialects: ['emqx-5'],
  },
  {
    id: 'EXP-FAULT-008',
    level: 'MUST',
    text: 'When a device resets its socket while bytes are on their way from it or to it, OnSocketClosed is sent, and Sends to it are answered.',
    source: 'protocol 2, life of a connection; protocol, G1',
    transports: streams,
  },
  {
    id: 'EXP-FAULT-009',
    level: 'MUST',
    text: 'While the handler sends 16 MB to a device that does not read, other connections are served.',
    source: 'protocol 2, adapter calls; protocol, G5',
    transports: streams,
  },
  {
    id: 'EXP-FAULT-010',
    level: 'MUST',
    text: 'A device that reads again receives the bytes of each Send that was answered by SUCCESS, or its connection is closed.',
    source: 'protocol 2, adapter calls; protocol, G2',
    transports: streams,
  },
  {
    id: 'EXP-FAULT-011',
    level: 'MUST',
    text: "Bytes on the adapter's port that are no HTTP/2, and messages that are no protobuf or are far too large, keep nobody else from being answered, then or later.",
    source: 'protocol 2, adapter calls; protocol, G16',
  },
  {
    id: 'EXP-FAULT-012',
    level: 'MUST',
    text: 'Of 4,000 adapter calls at once on 20 connections to the adapter, for one device or for many, each is answered, and devices are served meanwhile.',
    source: 'protocol 2, adapter calls; protocol, G5',
  },
] as const satisfies readonly Rule[];
