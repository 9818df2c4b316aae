import type { Transport } from '../clients/device-socket.ts';
import type { NumberedLimit } from './limit-names.ts';

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
const encrypted = { max_conn_rate: '20/s', max_conn_burst: '10', max_connections: '40' };
const accessRules = 'deny 127.0.0.2';

/** Limits of a listener as they are written. */
export interface WrittenLimits {
  readonly numbers: Readonly<Partial<Record<NumberedLimit, string>>>;
  readonly accessRules: string;
}

/** The limits of the gateway that is started where no target is given. */
export function ownLimits(transport: Transport): WrittenLimits {
  const isEncrypted = transport === 'tls' || transport === 'dtls';
  return { numbers: isEncrypted ? { ...limits, ...encrypted } : limits, accessRules };
}

/** As lines of a listener's configuration. */
export function asLines({ numbers, accessRules }: WrittenLimits): readonly string[] {
  const lines = Object.entries(numbers).map(([limit, value]) => `${limit}: ${value}`);
  return [...lines, `access_rules: [${accessRules}]`];
}

/** As `--declare` takes them. */
export function asDeclared({ numbers, accessRules }: WrittenLimits): readonly string[] {
  const texts = Object.entries(numbers).map(([limit, value]) => `${limit}=${value}`);
  return [...texts, `access_rules=${accessRules}`];
}
