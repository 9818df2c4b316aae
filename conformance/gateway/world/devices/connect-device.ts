import type { Transport } from '../../../rules/transport.ts';
import type { Target } from '../../target/target.ts';
import { listenerOf } from '../../target/target.ts';
import type { Device, DeviceEvents } from './device.ts';
import { connectDtls } from './dtls-device.ts';
import { connectTcp } from './stream-device.ts';
import { connectTls } from './tls-device.ts';
import { connectUdp } from './udp-device.ts';

/**
 * Connects a device to the target's listener of a transport, or to another one of that transport.
 *
 * @throws {SuiteError} `TARGET_UNREACHABLE`
 */
export function connectDevice(
  target: Target,
  transport: Transport,
  events: DeviceEvents,
  { address } = listenerOf(target, transport),
): Promise<Device> {
  switch (transport) {
    case 'tcp':
      return connectTcp(address, events);
    case 'ssl':
      return connectTls({ deviceCertificates: 'ignored', ...target.listeners.ssl, address }, events);
    case 'udp':
      return connectUdp(address, events);
    case 'dtls':
      return connectDtls({ deviceCertificates: 'ignored', ...target.listeners.dtls, address }, events);
  }
}
