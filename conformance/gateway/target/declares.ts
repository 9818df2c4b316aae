import type { Need } from '../../rules/rule.ts';
import type { Transport } from '../../rules/transport.ts';
import type { EncryptedListener, Target } from './target.ts';

/** Whether a target declares what a rule needs to be put to the test on a transport. */
export function declares(target: Target, transport: Transport, need: Need): boolean {
  const { refusals, mountpoint, listeners } = target;
  const encrypted = encryptedListener(target, transport);
  switch (need) {
    case 'refusals.authentication':
      return refusals.authentication !== undefined;
    case 'refusals.publish':
      return refusals.publish !== undefined;
    case 'refusals.subscribe':
      return refusals.subscribe !== undefined;
    case 'refusals.certificate':
      return refusals.certificate !== undefined && asksForCertificates(encrypted);
    case 'listeners.tcp.limited.connections':
      return transport === 'tcp' && listeners.tcp?.limited?.connections !== undefined;
    case 'listeners.tcp.limited.connection_rate':
      return transport === 'tcp' && listeners.tcp?.limited?.connectionRate !== undefined;
    case 'listeners.tcp.limited.throughput':
      return transport === 'tcp' && listeners.tcp?.limited?.throughput !== undefined;
    case 'listeners.tcp.limited.denied':
      return transport === 'tcp' && listeners.tcp?.limited?.denied !== undefined;
    case 'listeners.udp.idle':
      return transport === 'udp' && listeners.udp?.idle !== undefined;
    case 'handshake_timeout':
      return encrypted?.handshakeTimeout !== undefined;
    case 'verify: verify_peer':
      return asksForCertificates(encrypted) && encrypted?.device !== undefined;
    case 'fail_if_no_peer_cert: true':
      return encrypted?.deviceCertificates === 'demanded';
    case 'start or container':
      return target.isStarted === true || target.start !== undefined || target.container !== undefined;
    case 'log':
      return target.log !== undefined || target.start !== undefined;
    case 'mountpoint':
      return mountpoint.from === 'client' || mountpoint.prefix !== '';
    case 'no fixed mountpoint':
      return mountpoint.from === 'client' || mountpoint.prefix === '';
  }
}

/** The listener of a transport with a handshake, where there is one. */
export function encryptedListener(
  { listeners }: Target,
  transport: Transport,
): EncryptedListener | undefined {
  return transport === 'ssl' || transport === 'dtls' ? listeners[transport] : undefined;
}

function asksForCertificates(listener: EncryptedListener | undefined): boolean {
  return listener !== undefined && listener.deviceCertificates !== 'ignored';
}
