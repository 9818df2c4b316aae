const handshake = 22;
const helloVerifyRequest = 3;

/** What the request says it speaks: RFC 6347, section 4.2.1 asks for DTLS 1.0 whatever is agreed later. */
const version = [0xfe, 0xff] as const;

/**
 * Asks a client to repeat its hello with this cookie. It repeats the sequence number of the hello,
 * so that nothing has to be remembered.
 */
export function createHelloVerifyRequest(sequence: Uint8Array, cookie: Uint8Array): Buffer {
  const body = [...version, cookie.length, ...cookie];
  const size = uint24(body.length);
  const message = [helloVerifyRequest, ...size, 0, 0, ...uint24(0), ...size, ...body];
  return Buffer.from([handshake, ...version, ...sequence, ...uint24(message.length).slice(1), ...message]);
}

function uint24(value: number): number[] {
  return [(value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];
}
