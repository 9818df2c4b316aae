import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import type { EncryptedListener } from '../../target/target.ts';
import { connectTime, type Device, type DeviceEvents } from './device.ts';
import { openSocket, StreamDevice } from './stream-device.ts';

/** After so many bytes the device rests for so many milliseconds, so that a handshake takes its time. */
const restAfter = 100;
const restTime = 25;

/**
 * A device that has tried a handshake in which each byte is a packet of its own, as are those of all that it sends.
 *
 * @throws {SuiteError} `TARGET_UNREACHABLE`
 */
export async function connectTlsByteByByte(
  { address, authorities, serverName, device }: EncryptedListener,
  events: DeviceEvents,
): Promise<{ readonly device: Device; readonly done: boolean }> {
  const socket = await openSocket(address, 'ssl');
  socket.on('error', () => undefined);
  const stream = connect({
    socket: new ByteByByte(socket),
    host: address.host,
    ...(serverName === undefined ? {} : { servername: serverName }),
    ...(authorities === undefined ? { rejectUnauthorized: false } : { ca: authorities }),
    ...(device === undefined ? {} : { cert: device.certificate, key: device.key }),
  });
  const made = new StreamDevice(socket, stream, events);
  const done = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), connectTime);
    const finish = (success: boolean) => {
      clearTimeout(timer);
      resolve(success);
    };
    stream.once('secureConnect', () => finish(true));
    stream.once('error', () => finish(false));
    stream.once('close', () => finish(false));
  });
  return { device: made, done };
}

/** A socket that hands over what is written to it byte by byte. */
class ByteByByte extends Duplex {
  readonly #socket: Socket;
  #count = 0;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.on('data', (bytes) => {
      if (!this.push(bytes)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('close', () => this.destroy());
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    void this.#writeAll(bytes).then(() => done());
  }

  override _final(done: () => void): void {
    this.#socket.end(() => done());
  }

  async #writeAll(bytes: Buffer): Promise<void> {
    for (const byte of bytes) {
      if (this.#socket.destroyed) return;
      this.#socket.write(Buffer.from([byte]));
      this.#count += 1;
      if (this.#count % restAfter === 0) await new Promise((resolve) => setTimeout(resolve, restTime));
    }
  }
}
