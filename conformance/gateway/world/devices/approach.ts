import type { Transport } from '../../../rules/transport.ts';
import { encryptedListener } from '../../target/declares.ts';
import type { DeviceCertificate, EncryptedListener, Target } from '../../target/target.ts';
import type { Device, DeviceEvents } from './device.ts';
import { tryDtls } from './dtls-device.ts';
import { connectTcp } from './stream-device.ts';
import { tryTls } from './tls-device.ts';
import { openDatagramSocket, UdpDevice } from './udp-device.ts';

/** How a device comes that cannot have a connection. */
export type Approach =
  | 'makes no handshake'
  | 'sends bytes that are no handshake'
  | 'has no certificate'
  | 'has a certificate that is not trusted';

const plainText = Buffer.from('GET / HTTP/1.1\r\nHost: exproto\r\n\r\n');

/**
 * A device at a listener with a handshake, which does not make one, or cannot.
 *
 * @throws {SuiteError} `TARGET_UNREACHABLE`
 */
export async function approach(
  target: Target,
  transport: Transport,
  how: Approach,
  events: DeviceEvents,
): Promise<Device> {
  const listener = encryptedListener(target, transport);
  if (listener === undefined) throw new Error(`there are no handshakes on ${transport}`);
  switch (how) {
    case 'makes no handshake':
      return connectPlain(listener, transport, events);
    case 'sends bytes that are no handshake': {
      const device = await connectPlain(listener, transport, events);
      void device.write(plainText);
      return device;
    }
    case 'has no certificate':
      return tryHandshake(listener, transport, undefined, events);
    case 'has a certificate that is not trusted':
      return tryHandshake(listener, transport, target.refusals.certificate, events);
  }
}

function tryHandshake(
  listener: EncryptedListener,
  transport: Transport,
  certificate: DeviceCertificate | undefined,
  events: DeviceEvents,
): Promise<Device> {
  return transport === 'ssl' ? tryTls(listener, certificate, events) : tryDtls(listener, certificate, events);
}

async function connectPlain(
  { address }: EncryptedListener,
  transport: Transport,
  events: DeviceEvents,
): Promise<Device> {
  if (transport === 'ssl') return connectTcp(address, events, 'ssl');
  return new UdpDevice(await openDatagramSocket(address, 'dtls'), events);
}
