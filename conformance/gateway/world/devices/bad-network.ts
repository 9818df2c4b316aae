import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { Random } from '../../random.ts';
import type { Address } from '../../target/target.ts';
import { openDatagramSocket } from './udp-device.ts';

/** Each loss in a handshake costs a second and more, and gateways give a handshake few. */
const mostLost = 2;
/** How long a datagram waits to be overtaken where no other comes, in milliseconds. */
const longestDelay = 20;
/** The first byte of a record with what a device has to say, RFC 6347 and RFC 5246, section 6.2.1. */
const applicationData = 23;

/** A bad network between one device on DTLS and the gateway, with an address of its own for each. */
export class BadNetwork {
  /** What happened to the datagrams of the handshake. */
  readonly counts = { lost: 0, doubled: 0, overtaken: 0 };
  readonly #device: Socket;
  readonly #gateway: Socket;
  readonly #random: Random;
  #devicePort = 0;
  #isCalm = false;
  #caught: { readonly records: Buffer[]; readonly done: () => boolean } | undefined;

  private constructor(device: Socket, gateway: Socket, random: Random) {
    this.#device = device;
    this.#gateway = gateway;
    this.#random = random;
    const up = this.#impaired((datagram) => gateway.send(datagram));
    const down = this.#impaired((datagram) => device.send(datagram, this.#devicePort));
    device.on('message', (datagram, { port }) => {
      this.#devicePort = port;
      if (datagram[0] === applicationData) this.#record(datagram);
      else up(datagram);
    });
    gateway.on('message', (datagram) => {
      if (datagram[0] === applicationData) device.send(datagram, this.#devicePort);
      else down(datagram);
    });
    for (const socket of [device, gateway]) socket.on('error', () => undefined).unref();
  }

  /** @throws {SuiteError} `TARGET_UNREACHABLE` when the host has no address */
  static async to(address: Address, random: Random): Promise<BadNetwork> {
    const gateway = await openDatagramSocket(address, 'dtls');
    const { address: own } = gateway.address();
    const device = createSocket({ type: isIPv6(own) ? 'udp6' : 'udp4' });
    device.bind(0, own);
    await once(device, 'listening');
    return new BadNetwork(device, gateway, random);
  }

  /** Where the device finds the gateway. */
  get address(): Address {
    const { address: host, port } = this.#device.address();
    return { host, port };
  }

  /** The device, as the gateway knows it. */
  get seenFrom(): Address {
    const { address: host, port } = this.#gateway.address();
    return { host, port };
  }

  /** From now on every datagram arrives, but for records that are caught: the end of a session is said once. */
  calm(): void {
    this.#isCalm = true;
  }

  /** Keeps the next records of the device, and gives them when they are as many. */
  catch(count: number): Promise<readonly Buffer[]> {
    return new Promise((resolve) => {
      const records: Buffer[] = [];
      const done = () => {
        if (records.length === count) resolve(records);
        return records.length === count;
      };
      this.#caught = { records, done };
    });
  }

  /** Passes records on, in this order. */
  release(records: readonly Buffer[]): void {
    for (const record of records) this.#gateway.send(record);
  }

  close(): void {
    this.#device.close();
    this.#gateway.close();
  }

  #record(record: Buffer): void {
    if (this.#caught === undefined) return this.release([record]);
    this.#caught.records.push(record);
    if (this.#caught.done()) this.#caught = undefined;
  }

  #impaired(pass: (datagram: Buffer) => void): (datagram: Buffer) => void {
    let late: Buffer | undefined;
    const passLate = () => {
      if (late !== undefined) pass(late);
      late = undefined;
    };
    return (datagram) => {
      if (this.#isCalm) return pass(datagram);
      const fate = this.#random.integer(1, 4);
      if (fate === 1 && this.counts.lost < mostLost) {
        this.counts.lost += 1;
        return;
      }
      if (fate === 2 && late === undefined) {
        this.counts.overtaken += 1;
        late = datagram;
        setTimeout(passLate, longestDelay).unref();
        return;
      }
      pass(datagram);
      if (fate === 3) {
        this.counts.doubled += 1;
        pass(datagram);
      }
      passLate();
    };
  }
}
