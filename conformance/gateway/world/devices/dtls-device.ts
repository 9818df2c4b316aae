// The one place of the suite that uses a part of our gateway: the client of its DTLS. It is
// OpenSSL's handshake and knows none of the protocol's rules, so it judges nothing.
import { type DtlsClientCredentials, DtlsClientSocket, DtlsError } from '../../../../gateway/dtls/index.ts';
import type { DeviceCertificate, EncryptedListener } from '../../target/target.ts';
import { connectTime, type Device, type DeviceEvents, unreachable } from './device.ts';
import { openDatagramSocket } from './udp-device.ts';

/** A device on DTLS. */
export class DtlsDevice implements Device {
  readonly #client: DtlsClientSocket;
  readonly localAddress: Device['localAddress'];
  readonly remoteHost: string | undefined;
  #gone = false;

  constructor(client: DtlsClientSocket, route: Route, events: DeviceEvents) {
    this.#client = client;
    this.localAddress = { host: route.localHost, port: client.port };
    this.remoteHost = route.remoteHost;
    this.tell(events);
  }

  /** From now on what is received is another's affair. */
  tell(events: DeviceEvents): void {
    this.#client.received = (bytes) => events.received(bytes);
    this.#client.ended = () => events.closed();
  }

  /**
   * Forgets its session and makes another handshake from the same port, as a device does that was
   * switched off and on; false where that comes to nothing.
   */
  async restart(events: DeviceEvents): Promise<boolean> {
    this.tell(events);
    try {
      await this.#client.handshake();
      return true;
    } catch (error) {
      if (isRefusal(error)) return false;
      throw error;
    }
  }

  async write(bytes: Buffer): Promise<void> {
    // What is written to a session that has ended is lost, as any datagram may be.
    await this.#client.send(bytes).catch(() => undefined);
  }

  end(): void {
    if (this.#gone) return;
    this.#gone = true;
    void this.#client.close();
  }

  reset(): void {
    this.#gone = true;
    this.#client.destroy();
  }

  /** A gateway that is not told would keep the session. */
  destroy(): void {
    this.end();
  }
}

/** Which addresses a device and a listener have for each other. */
interface Route {
  readonly localHost: string;
  readonly remoteHost: string;
}

/**
 * A device that has made its handshake.
 *
 * @throws {SuiteError} `TARGET_UNREACHABLE`, also where the handshake fails
 */
export async function connectDtls(listener: EncryptedListener, events: DeviceEvents): Promise<Device> {
  const route = await routeTo(listener);
  try {
    const client = await open(listener, route, listener.device, connectTime);
    return new DtlsDevice(client, route, events);
  } catch (cause) {
    throw unreachable('dtls', listener.address, cause);
  }
}

/** How long a device waits for the end of a handshake that it should not come to. */
const refusalTime = 1_000;

/**
 * A device that tries a handshake with another certificate, or with none, whatever comes of it.
 *
 * @throws {SuiteError} `TARGET_UNREACHABLE`
 */
export async function tryDtls(
  listener: EncryptedListener,
  certificate: DeviceCertificate | undefined,
  events: DeviceEvents,
): Promise<Device> {
  const route = await routeTo(listener);
  try {
    return new DtlsDevice(await open(listener, route, certificate, refusalTime), route, events);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return refused(route);
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof DtlsError && error.code === 'DTLS_HANDSHAKE_FAILED';
}

/** A device whose handshake has failed; nobody knows its port any more. */
function refused({ localHost, remoteHost }: Route): Device {
  const nothing = () => undefined;
  return {
    localAddress: { host: localHost, port: 0 },
    remoteHost,
    write: async () => undefined,
    end: nothing,
    reset: nothing,
    destroy: nothing,
  };
}

function open(
  { authorities, serverName }: EncryptedListener,
  { remoteHost, remotePort }: Route & { readonly remotePort: number },
  device: DeviceCertificate | undefined,
  handshakeTimeout: number,
): Promise<DtlsClientSocket> {
  const credentials: DtlsClientCredentials = {
    ...(authorities === undefined ? { verify: false } : { ca: authorities }),
    ...(serverName === undefined ? {} : { servername: serverName }),
    ...(device === undefined ? {} : { cert: device.certificate, key: device.key }),
  };
  return DtlsClientSocket.connect(remoteHost, remotePort, { credentials, handshakeTimeout });
}

async function routeTo({ address }: EncryptedListener): Promise<Route & { readonly remotePort: number }> {
  const socket = await openDatagramSocket(address, 'dtls');
  const localHost = socket.address().address;
  const { address: remoteHost } = socket.remoteAddress();
  socket.close();
  return { localHost, remoteHost, remotePort: address.port };
}
