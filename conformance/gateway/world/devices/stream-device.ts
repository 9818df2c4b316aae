import { connect, type Socket } from 'node:net';
import { SuiteError } from '../../suite-error.ts';
import type { Address } from '../../target/target.ts';
import { connectTime, type Device, type DeviceEvents, unreachable } from './device.ts';
import { TurnedAwayDevice, wasTurnedAway } from './turned-away-device.ts';

/** A device on a stream, encrypted or not. */
export class StreamDevice implements Device {
  readonly #stream: Socket;
  readonly #socket: Socket;
  readonly localAddress: Address;
  readonly remoteHost: string | undefined;
  readonly remotePort: number | undefined;
  /** Whether the end of the socket was the device's own doing. */
  #leaving = false;

  /** @param stream What bytes go through: the socket itself, or the encryption on top of it. */
  constructor(socket: Socket, stream: Socket, events: DeviceEvents) {
    this.#socket = socket;
    this.#stream = stream;
    this.localAddress = { host: socket.localAddress ?? '', port: socket.localPort ?? 0 };
    this.remoteHost = socket.remoteAddress;
    this.remotePort = socket.remotePort;
    let closed = false;
    const close = () => {
      if (!closed) events.closed();
      closed = true;
    };
    stream.on('data', (bytes) => events.received(bytes));
    stream.on('end', close);
    stream.on('error', () => undefined);
    stream.on('close', () => {
      if (!this.#leaving) close();
    });
  }

  write(bytes: Buffer): Promise<void> {
    return new Promise((resolve) => {
      this.#stream.write(bytes, () => resolve());
    });
  }

  /** What the gateway sends fills the buffers on the way, and then waits. */
  stopReading(): void {
    this.#stream.pause();
  }

  readAgain(): void {
    this.#stream.resume();
  }

  end(): void {
    this.#stream.end();
  }

  reset(): void {
    this.#leaving = true;
    this.#socket.resetAndDestroy();
  }

  destroy(): void {
    this.#leaving = true;
    this.#stream.destroy();
    this.#socket.destroy();
  }
}

/** @throws {SuiteError} `TARGET_UNREACHABLE` */
export async function connectTcp(
  address: Address,
  events: DeviceEvents,
  transport: 'tcp' | 'ssl' = 'tcp',
): Promise<Device> {
  try {
    const socket = await openSocket(address, transport);
    return new StreamDevice(socket, socket, events);
  } catch (error) {
    if (error instanceof SuiteError && wasTurnedAway(error.cause)) return new TurnedAwayDevice(events);
    throw error;
  }
}

/**
 * Connects, and no more.
 *
 * @throws {SuiteError} `TARGET_UNREACHABLE`
 */
export async function openSocket(address: Address, transport: 'tcp' | 'ssl'): Promise<Socket> {
  const socket = connect({ host: address.host, port: address.port, noDelay: true, allowHalfOpen: true });
  const timer = setTimeout(() => socket.destroy(new Error('no answer')), connectTime);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
  } catch (cause) {
    throw unreachable(transport, address, cause);
  } finally {
    clearTimeout(timer);
  }
  socket.removeAllListeners('error');
  return socket;
}
