import { isStream } from '../../rules/transport.ts';
import { formatAddress } from '../target/address.ts';
import { declares, encryptedListener } from '../target/declares.ts';
import { listenerOf } from '../target/target.ts';
import { namesOf } from './certificate-names.ts';
import type { ConnectionInfo } from './listener-named.ts';
import type { LiveConnection } from './live-connection.ts';

/** Judges what OnSocketCreated says of the connection. */
export function judgeConnectionInfo(live: LiveConnection): void {
  const { world, device, callbacks } = live;
  const { transport } = world.suite;
  const created = callbacks.find((callback) => callback.method === 'OnSocketCreated');
  const info = created?.request.conninfo;
  judgeAddress(live, 'EXP-CONN-011', info?.peername, device.localAddress.host, device.localAddress.port);
  judgeListener(live, info?.sockname);
  const expected = transport.toUpperCase();
  world.check('EXP-CONN-013', info?.socktype === expected, `socktype ${expected}`, `${info?.socktype} came`);
  judgeCertificate(live, info?.peercert ?? null);
  world.check('EXP-CONN-008', live.conn !== '', 'a conn', 'it is empty');
}

type Peername = ConnectionInfo['peername'];

function judgeListener(live: LiveConnection, sockname: Peername | undefined): void {
  const { target, transport } = live.world.suite;
  const { host, port } = listenerOf(target, transport).address;
  // A socket for datagrams that listens on all addresses cannot say which of them a datagram was sent to.
  const anywhere = !isStream(transport) && ['0.0.0.0', '::'].includes(sockname?.host ?? '');
  // A host name, or an address behind a translation, is known to the gateway by another name.
  const expected = anywhere ? (sockname?.host ?? '') : (live.device.remoteHost ?? host);
  judgeAddress(live, 'EXP-CONN-012', sockname, expected, port);
}

function judgeAddress(
  { world }: LiveConnection,
  rule: 'EXP-CONN-011' | 'EXP-CONN-012',
  actual: Peername | undefined,
  host: string,
  port: number,
): void {
  const expected = formatAddress({ host, port });
  const text = actual ? formatAddress(actual) : 'nothing';
  world.check(rule, text === expected, expected, `${text} came`);
}

function judgeCertificate({ world }: LiveConnection, certificate: ConnectionInfo['peercert']): void {
  const { target, transport } = world.suite;
  const presented = encryptedListener(target, transport)?.device;
  const came = `${JSON.stringify(certificate)} came`;
  if (presented === undefined || !declares(target, transport, 'verify: verify_peer')) {
    const why = presented === undefined ? 'without a certificate' : 'where none is asked for';
    return world.check('EXP-CONN-014', certificate === null, `no peercert ${why}`, came);
  }
  world.exercise('EXP-CONN-014');
  const { commonName, distinguishedName } = namesOf(presented.certificate);
  const isCommon = commonName === undefined || certificate?.cn === commonName;
  const isDistinguished =
    distinguishedName === undefined || certificate?.dn.replaceAll(', ', ',') === distinguishedName;
  const expected = `peercert with cn ${commonName ?? 'of any kind'}, dn ${distinguishedName ?? 'of any kind'}`;
  world.check('EXP-TLS-006', certificate !== null && isCommon && isDistinguished, expected, came);
}
