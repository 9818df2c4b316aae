import { recordHeaderSize } from './records.ts';

/** What is to be known of a ClientHello before there is a session. */
export interface ClientHello {
  /** 32 bytes as hexadecimal: another handshake has another one. */
  readonly random: string;
  /** Empty in a client's first one. */
  readonly cookie: Uint8Array;
  /** The 8 bytes of epoch and sequence number, which an answer without state repeats. */
  readonly sequence: Uint8Array;
}

const handshake = 22;
const clientHello = 1;
const handshakeHeaderSize = 12;
const randomSize = 32;
const bodyOffset = recordHeaderSize + handshakeHeaderSize;
const sessionIdOffset = bodyOffset + 2 + randomSize;

/**
 * Reads the ClientHello that a datagram begins with: RFC 6347, section 4.2. Undefined where there
 * is none, where it is encrypted, and where it is in fragments, which nobody may keep before the
 * client has shown its address.
 */
export function readClientHello(datagram: Uint8Array): ClientHello | undefined {
  if (datagram[0] !== handshake || datagram[1] !== 0xfe || datagram.length <= sessionIdOffset)
    return undefined;
  const bytes = Buffer.from(datagram.buffer, datagram.byteOffset, datagram.length);
  const length = bytes.readUIntBE(recordHeaderSize + 1, 3);
  const whole =
    bytes.readUInt16BE(3) === 0 &&
    bytes[recordHeaderSize] === clientHello &&
    bytes.readUIntBE(recordHeaderSize + 6, 3) === 0 &&
    bytes.readUIntBE(recordHeaderSize + 9, 3) === length &&
    bytes.readUInt16BE(11) === length + handshakeHeaderSize &&
    bytes.length >= bodyOffset + length;
  if (!whole) return undefined;
  const end = bodyOffset + length;
  const cookieAt = sessionIdOffset + 1 + (bytes[sessionIdOffset] ?? 0);
  const cookieEnd = cookieAt + 1 + (bytes[cookieAt] ?? 0);
  if (cookieAt >= end || cookieEnd > end) return undefined;
  return {
    random: bytes.toString('hex', bodyOffset + 2, sessionIdOffset),
    cookie: bytes.subarray(cookieAt + 1, cookieEnd),
    sequence: bytes.subarray(3, 11),
  };
}
