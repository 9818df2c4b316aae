import type { Rule } from './rule.ts';
import { connected, streams } from './transport.ts';

/** The life of a connection. */
export const connectionRules = [
  {
    id: 'EXP-CONN-001',
    level: 'MUST',
    text: 'OnSocketCreated is the first event of a connection. It is sent when the device has connected, on UDP when its first datagram comes.',
    source: 'protocol 2, life of a connection',
  },
  {
    id: 'EXP-CONN-002',
    level: 'MUST',
    text: 'OnSocketCreated is sent exactly once for a connection.',
    source: 'protocol 2, life of a connection',
  },
  {
    id: 'EXP-CONN-003',
    level: 'MUST',
    text: 'OnSocketClosed is the last event of a connection: nothing follows it.',
    source: 'protocol 2, life of a connection',
    mode: 'unary',
  },
  {
    id: 'EXP-CONN-004',
    level: 'MUST',
    text: 'When the device closes its socket, on DTLS by close_notify, OnSocketClosed is sent.',
    source: 'protocol 2, life of a connection',
    transports: connected,
  },
  {
    id: 'EXP-CONN-005',
    level: 'MUST',
    text: 'When the device resets its socket, OnSocketClosed is sent.',
    source: 'protocol 2, life of a connection; protocol 4, life',
    transports: streams,
  },
  {
    id: 'EXP-CONN-006',
    level: 'MUST',
    text: 'A device that closes one half of its socket sees the other half closed as well.',
    source: 'protocol 4, life',
    transports: streams,
  },
  {
    id: 'EXP-CONN-007',
    level: 'MUST',
    text: 'OnSocketClosed is sent exactly once for a connection.',
    source: 'protocol 2, life of a connection',
  },
  {
    id: 'EXP-CONN-008',
    level: 'MUST',
    text: 'A conn is never used for two connections, not even one after the other.',
    source: 'protocol 2, life of a connection',
  },
  {
    id: 'EXP-CONN-009',
    level: 'SHOULD',
    text: 'A conn cannot be guessed from the one before it.',
    source: 'protocol 2, life of a connection',
  },
  {
    id: 'EXP-CONN-010',
    level: 'MUST',
    text: 'A conn is valid in adapter calls from the moment OnSocketCreated is sent, before it is answered.',
    source: 'protocol 2, life of a connection',
  },
  {
    id: 'EXP-CONN-011',
    level: 'MUST',
    text: 'conninfo.peername is the address and port of the device.',
    source: 'protocol 1, ConnInfo; protocol 4, life',
  },
  {
    id: 'EXP-CONN-012',
    level: 'MUST',
    text: 'conninfo.sockname is the address and port that the device connected to.',
    source: 'protocol 1, ConnInfo; protocol 4, life',
  },
  {
    id: 'EXP-CONN-013',
    level: 'MUST',
    text: 'conninfo.socktype is the transport of the listener.',
    source: 'protocol 1, SocketType',
  },
  {
    id: 'EXP-CONN-014',
    level: 'MUST',
    text: 'conninfo.peercert is only there when the device has presented a certificate.',
    source: 'protocol 4, life',
  },
  {
    id: 'EXP-CONN-015',
    level: 'SHOULD',
    text: 'OnSocketClosed.reason names the cause: it is not empty.',
    source: 'protocol 2, life of a connection',
  },
  {
    id: 'EXP-CONN-016',
    level: 'MUST',
    text: 'A callback that ends in a gRPC error closes its connection, and OnSocketClosed follows.',
    source: 'protocol 2, life of a connection',
    mode: 'unary',
    dialects: ['emqx-5'],
  },
  {
    id: 'EXP-CONN-017',
    level: 'MUST',
    text: 'A callback that ends in a gRPC error touches no other connection.',
    source: 'protocol 2, life of a connection',
  },
  {
    id: 'EXP-CONN-018',
    level: 'MUST',
    text: 'OnSocketClosed is sent although a callback was in flight when the connection ended.',
    source: 'protocol, G1; protocol 5',
  },
  {
    id: 'EXP-CONN-019',
    level: 'MUST',
    text: 'When many devices drop at once, each connection gets its OnSocketClosed.',
    source: 'protocol, G1',
    transports: connected,
  },
  {
    id: 'EXP-CONN-020',
    level: 'MUST',
    text: 'A listener that has served a device goes on to accept devices, and a handshake that is right succeeds.',
    source: 'protocol 2, life of a connection',
  },
] as const satisfies readonly Rule[];
