import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { Address } from '../../target/target.ts';
import { type Device, type DeviceEvents, unreachable } from './device.ts';

/** Room in the kernel for what a gateway sends at once; the system may grant less. */
const kernelBuffer = 1024 * 1024;

/** A gateway may know a device of this process by its port long after it has gone. */
const usedPorts = new Set<number>();

/** A device on UDP: its socket takes nothing from anybody but the gateway. */
export class UdpDevice implements Device {
  readonly #socket: Socket;
  readonly localAddress: Address;
  readonly remoteHost: string | undefined;
  readonly remotePort: number;
  #events: DeviceEvents;
  #gone = false;

  constructor(socket: Socket, events: DeviceEvents) {
    this.#socket = socket;
    this.#events = events;
    const { address, port } = socket.address();
    this.localAddress = { host: address, port };
    this.remoteHost = socket.remoteAddress().address;
    this.remotePort = socket.remoteAddress().port;
    socket.on('message', (bytes) => this.#events.received(bytes));
    // Nobody listens there any more: what was sent is lost, as any datagram may be.
    socket.on('error', () => undefined);
  }

  /** From now on what is received is another's affair. */
  tell(events: DeviceEvents): void {
    this.#events = events;
  }

  write(bytes: Buffer): Promise<void> {
    if (this.#gone) return Promise.resolve();
    return new Promise((resolve) => {
      this.#socket.send(bytes, () => resolve());
    });
  }

  end(): void {}

  reset(): void {
    this.destroy();
  }

  destroy(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#socket.close();
  }
}

/** @throws {SuiteError} `TARGET_UNREACHABLE` when the host has no address */
export async function connectUdp(address: Address, events: DeviceEvents): Promise<Device> {
  return new UdpDevice(await openDatagramSocket(address, 'udp'), events);
}

/**
 * A socket with a port that no device of this process had before.
 *
 * @throws {SuiteError} `TARGET_UNREACHABLE` when the host has no address
 */
export async function openDatagramSocket(address: Address, transport: 'udp' | 'dtls'): Promise<Socket> {
  const { address: host, family } = await lookup(address.host, { verbatim: false }).catch(
    (cause: unknown) => {
      throw unreachable(transport, address, cause);
    },
  );
  for (;;) {
    const socket = createSocket({ type: family === 6 ? 'udp6' : 'udp4', recvBufferSize: kernelBuffer });
    socket.bind(0);
    await once(socket, 'listening');
    const { port } = socket.address();
    if (usedPorts.has(port)) {
      socket.close();
      continue;
    }
    usedPorts.add(port);
    socket.connect(address.port, host);
    await once(socket, 'connect');
    return socket;
  }
}
