import { SuiteError } from '../../suite-error.ts';
import type { EncryptedListener } from '../../target/target.ts';
import type { BadNetwork } from './bad-network.ts';
import type { Device, DeviceEvents } from './device.ts';
import { connectDtls } from './dtls-device.ts';

/** How long the network carries what a device says at its end, in milliseconds. */
const farewell = 1_000;

/** A device on DTLS behind a bad network, and whether its handshake came to an end. */
export async function connectOver(
  network: BadNetwork,
  listener: EncryptedListener,
  events: DeviceEvents,
): Promise<{ readonly device: Device; readonly done: boolean }> {
  const { seenFrom } = network;
  const behind = (device: Partial<Device>): Device => ({
    localAddress: seenFrom,
    remoteHost: listener.address.host,
    write: async (bytes) => device.write?.(bytes),
    end: () => device.end?.(),
    reset: () => device.reset?.(),
    destroy() {
      device.destroy?.();
      setTimeout(() => network.close(), farewell).unref();
    },
  });
  try {
    const device = await connectDtls({ ...listener, address: network.address }, events);
    return { device: behind(device), done: true };
  } catch (error) {
    if (!(error instanceof SuiteError) || error.code !== 'TARGET_UNREACHABLE') throw error;
    return { device: behind({}), done: false };
  }
}
