import { describe, expect, it } from 'vitest';
import { readClientHello } from './client-hello.ts';

/** A ClientHello with a session id of 2 bytes and a cookie of 3. */
function hello(change: (bytes: Buffer) => void = () => undefined): Buffer {
  const body = [0xfe, 0xfd, ...Array(32).fill(0xaa), 2, 1, 1, 3, 7, 8, 9, 0, 2, 0xc0, 0x2b, 1, 0];
  const message = [1, 0, 0, body.length, 0, 0, 0, 0, 0, 0, 0, body.length, ...body];
  const bytes = Buffer.from([22, 0xfe, 0xff, 0, 0, 0, 0, 0, 0, 0, 5, 0, message.length, ...message]);
  change(bytes);
  return bytes;
}

describe('readClientHello', () => {
  it('reads what is needed before there is a session', () => {
    expect(readClientHello(hello())).toEqual({
      random: 'aa'.repeat(32),
      cookie: Buffer.from([7, 8, 9]),
      sequence: Buffer.from([0, 0, 0, 0, 0, 0, 0, 5]),
    });
  });

  it.each<[string, (bytes: Buffer) => void]>([
    ['data', (bytes) => bytes.writeUInt8(23, 0)],
    ['another protocol', (bytes) => bytes.writeUInt8(3, 1)],
    ['another message', (bytes) => bytes.writeUInt8(2, 13)],
    ['what is encrypted', (bytes) => bytes.writeUInt16BE(1, 3)],
    ['a first fragment', (bytes) => bytes.writeUIntBE(9, 22, 3)],
    ['a later fragment', (bytes) => bytes.writeUIntBE(1, 19, 3)],
    ['a record that is too short for it', (bytes) => bytes.writeUInt16BE(20, 11)],
    ['a session id that reaches out of it', (bytes) => bytes.writeUInt8(200, 59)],
    ['a cookie that reaches out of it', (bytes) => bytes.writeUInt8(200, 62)],
  ])('does not take %s for one', (_, change) => {
    expect(readClientHello(hello(change))).toBeUndefined();
  });

  it('does not read beyond any end', () => {
    const whole = hello();
    for (let size = 0; size < whole.length; size += 1) {
      expect(readClientHello(whole.subarray(0, size))).toBeUndefined();
    }
  });
});
