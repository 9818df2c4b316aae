import { connect, type Socket } from 'node:net';
import { SuiteError } from '../suite-error.ts';
import { formatAddress } from '../target/address.ts';
import type { Address } from '../target/target.ts';

/** What a device tells its connection. */
export interface DeviceEvents {
  received(bytes: Buffer): void;
  /** The gateway has closed, orderly or by a reset. */
  closed(): void;
}

/** How long a gateway may take to accept: the machine's doing more than the protocol's. */
const connectTime = 15_000;

/** A device on a real TCP socket. */
export class Device {
  readonly #socket: Socket;
  readonly localAddress: Address;
  /** The address of the listener that the device has reached. */
  readonly remoteHost: string | undefined;
  /** Whether the end of the socket was the device's own doing. */
  #leaving = false;

  private constructor(socket: Socket, events: DeviceEvents) {
    this.#socket = socket;
    this.localAddress = { host: socket.localAddress ?? '', port: socket.localPort ?? 0 };
    this.remoteHost = socket.remoteAddress;
    let closed = false;
    const close = () => {
      if (!closed) events.closed();
      closed = true;
    };
    socket.on('data', (bytes) => events.received(bytes));
    socket.on('end', close);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (!this.#leaving) close();
    });
  }

  /** @throws {SuiteError} `TARGET_UNREACHABLE` */
  static async connect(address: Address, events: DeviceEvents): Promise<Device> {
    const socket = connect({ host: address.host, port: address.port, noDelay: true, allowHalfOpen: true });
    const timer = setTimeout(() => socket.destroy(new Error('no answer')), connectTime);
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('error', reject);
      });
    } catch (cause) {
      const text = `the listener tcp://${formatAddress(address)} can't be reached: is the gateway running, and is listeners.tcp of the target right?`;
      throw new SuiteError('TARGET_UNREACHABLE', text, cause);
    } finally {
      clearTimeout(timer);
    }
    socket.removeAllListeners('error');
    return new Device(socket, events);
  }

  /** Settles when the bytes have left this process, which takes until the gateway reads them. */
  write(bytes: Buffer): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.write(bytes, () => resolve());
    });
  }

  /** Closes the sending half. */
  end(): void {
    this.#socket.end();
  }

  /** Closes with a reset. */
  reset(): void {
    this.#leaving = true;
    this.#socket.resetAndDestroy();
  }

  /** Closes at once, at the end of a scenario. */
  destroy(): void {
    this.#leaving = true;
    this.#socket.destroy();
  }
}
