import type { Rule } from './rule.ts';
import { encrypted } from './transport.ts';

/** Handshakes and certificates. */
export const encryptionRules = [
  {
    id: 'EXP-TLS-001',
    level: 'MUST',
    text: 'A device that makes no handshake has no connection: no callback comes.',
    source: 'protocol 2, life of a connection; protocol 4, life',
    transports: ['ssl'],
  },
  {
    id: 'EXP-TLS-002',
    level: 'MUST',
    text: 'Bytes that are no handshake do not reach the handler.',
    source: 'protocol 2, life of a connection; protocol, G14',
    transports: encrypted,
  },
  {
    id: 'EXP-TLS-003',
    level: 'SHOULD',
    text: 'A device that makes no handshake is closed after handshake_timeout.',
    source: 'protocol 4, life',
    transports: ['ssl'],
    needs: 'handshake_timeout',
  },
  {
    id: 'EXP-TLS-004',
    level: 'MUST',
    text: 'Where a certificate is demanded, a device without one has no connection.',
    source: 'protocol 2, life of a connection; protocol, G14',
    transports: encrypted,
    needs: 'fail_if_no_peer_cert: true',
  },
  {
    id: 'EXP-TLS-005',
    level: 'MUST',
    text: 'A device with a certificate that the gateway does not trust has no connection.',
    source: 'protocol 2, life of a connection; protocol, G14',
    transports: encrypted,
    needs: 'refusals.certificate',
  },
  {
    id: 'EXP-TLS-006',
    level: 'MUST',
    text: "conninfo.peercert has the cn of the device's certificate, and its dn with the most specific part first.",
    source: 'protocol 4, life; protocol, G12',
    transports: encrypted,
    needs: 'verify: verify_peer',
  },
  {
    id: 'EXP-TLS-007',
    level: 'SHOULD',
    text: 'A device whose connection the gateway ends is told so by close_notify.',
    source: 'protocol 2, adapter calls; protocol, G10',
    transports: ['dtls'],
  },
  {
    id: 'EXP-TLS-008',
    level: 'SHOULD',
    text: 'A device that makes another handshake from the same address and port gets another connection, and the older one ends.',
    source: 'protocol, G10',
    transports: ['dtls'],
  },
  {
    id: 'EXP-TLS-009',
    level: 'MUST',
    text: 'A handshake and records that come byte by byte are as good as whole ones.',
    source: 'protocol 2, life of a connection; protocol, G2',
    transports: ['ssl'],
  },
] as const satisfies readonly Rule[];
