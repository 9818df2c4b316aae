import type { Conversation, DeviceIdentity, DeviceScript, Heard, Message } from './device-script.ts';

/** Length and a mark, the device's number, the message's number, and the time: 2 + 2 + 4 + 4 + 8 bytes. */
const headerSize = 20;
const mark = 0xec40;

/** @throws {RangeError} for a size that has no room for the header, or in its length no number */
export function echoScript(size = 64): DeviceScript {
  if (!Number.isInteger(size) || size < headerSize || size > 8_192)
    throw new RangeError(`an echo frame of ${size} bytes: give ${headerSize} to 8192`);
  return { name: 'echo', createConversation: (device) => new EchoConversation(device, size) };
}

/** Sends frames and expects each of them back. */
class EchoConversation implements Conversation {
  readonly #index: number;
  readonly #kind: DeviceIdentity['kind'];
  readonly #size: number;
  #sequence = 0;
  #rest: Buffer | undefined;

  constructor({ index, kind }: DeviceIdentity, size: number) {
    this.#index = index;
    this.#kind = kind;
    this.#size = size;
  }

  connected(): undefined {
    this.#rest = undefined;
  }

  next(wallTime: number): Message {
    const bytes = Buffer.alloc(this.#size);
    const sequence = this.#sequence++ >>> 0;
    bytes.writeUInt16BE(this.#size, 0);
    bytes.writeUInt16BE(mark, 2);
    bytes.writeUInt32BE(this.#index, 4);
    bytes.writeUInt32BE(sequence, 8);
    bytes.writeDoubleBE(wallTime, 12);
    return { bytes, sequence };
  }

  receive(bytes: Buffer): readonly Heard[] {
    if (this.#kind === 'datagram') return [this.#judge(bytes)];
    let rest = this.#rest === undefined ? bytes : Buffer.concat([this.#rest, bytes]);
    const heard: Heard[] = [];
    while (rest.length >= this.#size) {
      heard.push(this.#judge(rest.subarray(0, this.#size)));
      rest = rest.subarray(this.#size);
    }
    this.#rest = rest.length === 0 ? undefined : Buffer.from(rest);
    return heard;
  }

  #judge(frame: Buffer): Heard {
    const ours =
      frame.length === this.#size &&
      frame.readUInt16BE(0) === this.#size &&
      frame.readUInt16BE(2) === mark &&
      frame.readUInt32BE(4) === this.#index;
    return ours ? { kind: 'reply', sequence: frame.readUInt32BE(8) } : { kind: 'garbage' };
  }
}
