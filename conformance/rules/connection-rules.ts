import type { Rule } from './rule.ts';

/** The life of a connection. */
export const connectionRules = [
  {
    id: 'EXP-CONN-001',
    level: 'MUST',
    text: 'OnSocketCreated is the first event of a connection, sent when the device has connected and before it sends a byte.',
    source: 'facts 2, life of a connection',
  },
  {
    id: 'EXP-CONN-002',
    level: 'MUST',
    text: 'OnSocketCreated is sent exactly once for a connection.',
    source: 'facts 2, life of a connection',
  },
  {
    id: 'EXP-CONN-003',
    level: 'MUST',
    text: 'OnSocketClosed is the last event of a connection: nothing follows it.',
    source: 'facts 2, life of a connection',
  },
  {
    id: 'EXP-CONN-004',
    level: 'MUST',
    text: 'When the device closes its socket, OnSocketClosed is sent.',
    source: 'facts 2, life of a connection',
  },
  {
    id: 'EXP-CONN-005',
    level: 'MUST',
    text: 'When the device resets its socket, OnSocketClosed is sent.',
    source: 'facts 2, life of a connection; facts 4, life',
  },
  {
    id: 'EXP-CONN-006',
    level: 'MUST',
    text: 'A device that closes one half of its socket sees the other half closed as well.',
    source: 'facts 4, life',
  },
  {
    id: 'EXP-CONN-007',
    level: 'MUST',
    text: 'OnSocketClosed is sent exactly once for a connection.',
    source: 'facts 2, life of a connection',
  },
  {
    id: 'EXP-CONN-008',
    level: 'MUST',
    text: 'A conn is never used for two connections, not even one after the other.',
    source: 'facts 2, life of a connection',
  },
  {
    id: 'EXP-CONN-009',
    level: 'SHOULD',
    text: 'A conn cannot be guessed from the one before it.',
    source: 'facts 2, life of a connection',
  },
  {
    id: 'EXP-CONN-010',
    level: 'MUST',
    text: 'A conn is valid in adapter calls from the moment OnSocketCreated is sent, before it is answered.',
    source: 'facts 2, life of a connection',
  },
  {
    id: 'EXP-CONN-011',
    level: 'MUST',
    text: 'conninfo.peername is the address and port of the device.',
    source: 'facts 1, ConnInfo; facts 4, life',
  },
  {
    id: 'EXP-CONN-012',
    level: 'MUST',
    text: 'conninfo.sockname is the address and port that the device connected to.',
    source: 'facts 1, ConnInfo; facts 4, life',
  },
  {
    id: 'EXP-CONN-013',
    level: 'MUST',
    text: 'conninfo.socktype is the transport of the listener.',
    source: 'facts 1, SocketType',
  },
  {
    id: 'EXP-CONN-014',
    level: 'MUST',
    text: 'conninfo.peercert is only there when the device has presented a certificate.',
    source: 'facts 4, life',
  },
  {
    id: 'EXP-CONN-015',
    level: 'SHOULD',
    text: 'OnSocketClosed.reason names the cause: it is not empty.',
    source: 'facts 2, life of a connection',
  },
  {
    id: 'EXP-CONN-016',
    level: 'MUST',
    text: 'A callback that ends in a gRPC error closes its connection, and OnSocketClosed follows.',
    source: 'facts 2, life of a connection',
  },
  {
    id: 'EXP-CONN-017',
    level: 'MUST',
    text: 'A callback that ends in a gRPC error touches no other connection.',
    source: 'facts 2, life of a connection',
  },
  {
    id: 'EXP-CONN-018',
    level: 'MUST',
    text: 'OnSocketClosed is sent although a callback was in flight when the connection ended.',
    source: 'bugs G1; facts 5',
  },
  {
    id: 'EXP-CONN-019',
    level: 'MUST',
    text: 'When many devices drop at once, each connection gets its OnSocketClosed.',
    source: 'bugs G1',
  },
] as const satisfies readonly Rule[];
