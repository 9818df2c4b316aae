import type { Transport } from '../clients/device-socket.ts';
import type { DeclaredLimits } from './declared-limits.ts';
import { parseDeclared } from './parse-declared.ts';

/** Small enough to be reached in a moment. */
const limits = {
  max_connections: '150',
  max_conn_rate: '50/s',
  max_conn_burst: '20',
  max_bytes_rate: '64KB/s',
  max_messages_rate: '100/s',
  listener_max_bytes_rate: '256KB/s',
  listener_max_messages_rate: '300/s',
};
/** Encryption costs our own gateway, on the same machine, too much for more. */
const encrypted = { max_conn_rate: '20/s', max_conn_burst: '10', max_connections: '60' };
const accessRules = 'deny 127.0.0.2';

/** The limits of the gateway that is started where no target is given, as lines of its configuration. */
export function ownListener(transport: Transport): readonly string[] {
  const lines = Object.entries(limitsOn(transport)).map(([limit, value]) => `${limit}: ${value}`);
  return [...lines, `access_rules: [${accessRules}]`];
}

export function ownDeclared(transport: Transport): DeclaredLimits {
  const texts = Object.entries(limitsOn(transport)).map(([limit, value]) => `${limit}=${value}`);
  return parseDeclared([...texts, `access_rules=${accessRules}`]);
}

function limitsOn(transport: Transport): typeof limits {
  return transport === 'tls' || transport === 'dtls' ? { ...limits, ...encrypted } : limits;
}
