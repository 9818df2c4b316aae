import { formatAddress } from '../target/address.ts';
import type { LiveConnection } from './live-connection.ts';

/** Judges what OnSocketCreated says of the connection. */
export function judgeConnectionInfo(live: LiveConnection): void {
  const { world, device, callbacks } = live;
  const created = callbacks.find((callback) => callback.method === 'OnSocketCreated');
  const info = created?.request.conninfo;
  judgeAddress(live, 'EXP-CONN-011', info?.peername, device.localAddress.host, device.localAddress.port);
  const { host, port } = world.suite.target.listeners.tcp;
  // A host name, or an address behind a translation, is known to the gateway by another name.
  judgeAddress(live, 'EXP-CONN-012', info?.sockname, device.remoteHost ?? host, port);
  world.check('EXP-CONN-013', info?.socktype === 'TCP', 'socktype TCP', `${info?.socktype} came`);
  const certificate = info?.peercert ?? null;
  world.check(
    'EXP-CONN-014',
    certificate === null,
    'no peercert on TCP',
    `it is ${JSON.stringify(certificate)}`,
  );
  world.check('EXP-CONN-008', live.conn !== '', 'a conn', 'it is empty');
}

function judgeAddress(
  { world }: LiveConnection,
  rule: 'EXP-CONN-011' | 'EXP-CONN-012',
  actual: { readonly host: string; readonly port: number } | null | undefined,
  host: string,
  port: number,
): void {
  const expected = formatAddress({ host, port });
  const text = actual ? formatAddress(actual) : 'nothing';
  world.check(rule, text === expected, expected, `${text} came`);
}
