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
    case 'limited.connections':
      return listeners[transport]?.limited?.connections !== undefined;
    case 'limited.connection_rate':
      return listeners[transport]?.limited?.connectionRate !== undefined;
    case 'limited.throughput':
      return listeners[transport]?.limited?.throughput !== undefined;
    case 'limited.denied':
      return listeners[transport]?.limited?.denied !== undefined;
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
    case 'pid':
      return process.platform === 'linux' && hasProcess(target);
    case 'log':
      return target.log !== undefined || target.start !== undefined;
    case 'mountpoint':
      return mountpoint.from === 'client' || mountpoint.prefix !== '';
    case 'no fixed mountpoint':
      return mountpoint.from === 'client' || mountpoint.prefix === '';
  }
}

/** Whether the gateway's process is known: by its pid, or since the suite starts it. */
function hasProcess({ pid, start, isStarted }: Target): boolean {
  return pid !== undefined || start !== undefined || isStarted === true;
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
