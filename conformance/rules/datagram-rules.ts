import type { Rule } from './rule.ts';
import { datagrams } from './transport.ts';

/** What is different where bytes come in datagrams. */
export const datagramRules = [
  {
    id: 'EXP-DGRAM-001',
    level: 'MUST',
    text: 'Each datagram of a device is one OnReceivedBytes: not joined with others, and not split, also when it waits for the handler.',
    source: 'protocol 2, life of a connection; protocol, G2',
    transports: datagrams,
  },
  {
    id: 'EXP-DGRAM-002',
    level: 'MUST',
    text: 'Each Send is one datagram to the device.',
    source: 'protocol 2, life of a connection; protocol, G2',
    transports: datagrams,
  },
  {
    id: 'EXP-DGRAM-003',
    level: 'SHOULD',
    text: 'The largest datagram, of 65,507 bytes on UDP and 16,384 on DTLS, arrives whole.',
    source: 'protocol 2, life of a connection',
    transports: datagrams,
  },
  {
    id: 'EXP-DGRAM-004',
    level: 'SHOULD',
    text: 'A Send of the largest datagram reaches the device whole.',
    source: 'protocol 2, adapter calls',
    transports: datagrams,
  },
  {
    id: 'EXP-DGRAM-005',
    level: 'MUST',
    text: 'All datagrams from one address and port are one connection.',
    source: 'protocol 2, life of a connection; protocol, G10',
    transports: ['udp'],
  },
  {
    id: 'EXP-DGRAM-006',
    level: 'MUST',
    text: 'Two devices with the same address and different ports are two connections.',
    source: 'protocol 2, life of a connection; protocol, G10',
    transports: ['udp'],
  },
  {
    id: 'EXP-DGRAM-007',
    level: 'MUST',
    text: 'After Close, the next datagram from the same address and port begins another connection, with another conn.',
    source: 'protocol 2, life of a connection; protocol, G10',
    transports: ['udp'],
  },
  {
    id: 'EXP-DGRAM-008',
    level: 'MUST',
    text: 'An empty datagram leaves its connection alive.',
    source: 'protocol 4, life; protocol, G10',
    transports: ['udp'],
  },
  {
    id: 'EXP-DGRAM-009',
    level: 'MUST',
    text: 'A device that starts no timer and sends nothing is closed after idle_timeout.',
    source: 'protocol 2, life of a connection; protocol, G10',
    transports: ['udp'],
    needs: 'listeners.udp.idle',
  },
  {
    id: 'EXP-DGRAM-010',
    level: 'MUST',
    text: 'A device that goes on sending is not closed after idle_timeout.',
    source: 'protocol 5; protocol, G10',
    transports: ['udp'],
    needs: 'listeners.udp.idle',
  },
  {
    id: 'EXP-DGRAM-011',
    level: 'MUST',
    text: 'A device whose timer is started is not closed after idle_timeout.',
    source: 'protocol 2, life of a connection; protocol, G10',
    transports: ['udp'],
    needs: 'listeners.udp.idle',
  },
  {
    id: 'EXP-DGRAM-012',
    level: 'MUST',
    text: 'Over a network that loses, doubles and reorders datagrams, each one that arrives is one OnReceivedBytes of its own device, in the order of arrival.',
    source: 'protocol 2, life of a connection; protocol, G2; protocol, G10',
    transports: ['udp'],
  },
] as const satisfies readonly Rule[];
