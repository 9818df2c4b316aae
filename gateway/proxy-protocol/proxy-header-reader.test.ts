import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { binaryEnds, binaryHeader } from '../../fixtures/proxy-headers.ts';
import type { ProxyHeader } from './proxy-header.ts';
import { ownEnds } from './proxy-header.ts';
import { ProxyHeaderError } from './proxy-header-error.ts';
import { ProxyHeaderReader } from './proxy-header-reader.ts';

type Outcome = { header: ProxyHeader; rest: string } | string | undefined;

/** What comes of a stream in pieces: the header and all that follows it, what is wrong, or nothing yet. */
function outcomeOf(pieces: readonly Buffer[]): Outcome {
  const reader = new ProxyHeaderReader();
  try {
    for (const [index, piece] of pieces.entries()) {
      const found = reader.take(piece);
      if (found === undefined) continue;
      const rest = Buffer.concat([found.rest, ...pieces.slice(index + 1)]);
      return { header: found.header, rest: rest.toString('latin1') };
    }
    return undefined;
  } catch (error) {
    if (error instanceof ProxyHeaderError) return error.reason;
    throw error;
  }
}

const ends4 = binaryEnds('c0000201', 'c6336402', [5000, 7993]);
const ends6 = binaryEnds(`20010db8${'00'.repeat(11)}01`, `${'00'.repeat(15)}01`, [65_535, 0]);
const header4 = {
  source: { host: '192.0.2.1', port: 5000 },
  destination: { host: '198.51.100.2', port: 7993 },
};
const header6 = { source: { host: '2001:db8::1', port: 65_535 }, destination: { host: '::1', port: 0 } };
const mapped = binaryEnds(`${'00'.repeat(10)}ffffc0000201`, `${'00'.repeat(10)}ffffc6336402`, [5000, 7993]);

const good: readonly (readonly [string, Buffer, ProxyHeader])[] = [
  ['TCP4', Buffer.from('PROXY TCP4 192.0.2.1 198.51.100.2 5000 7993\r\n'), header4],
  ['TCP6', Buffer.from('PROXY TCP6 2001:DB8:0:0::1 0:0:0:0:0:0:0:1 65535 0\r\n'), header6],
  ['TCP6 with IPv4', Buffer.from('PROXY TCP6 ::ffff:192.0.2.1 ::ffff:c633:6402 5000 7993\r\n'), header4],
  ['UNKNOWN', Buffer.from('PROXY UNKNOWN\r\n'), ownEnds],
  ['the longest line', Buffer.from(`PROXY UNKNOWN ${'f'.repeat(91)}\r\n`), ownEnds],
  ['v2 TCP4', binaryHeader(0x21, 0x11, ends4), header4],
  ['v2 TCP6', binaryHeader(0x21, 0x21, ends6), header6],
  ['v2 TCP6 with IPv4', binaryHeader(0x21, 0x21, mapped), header4],
  ['v2 TCP4 and 65,523 bytes more', binaryHeader(0x21, 0x11, Buffer.concat([ends4], 65_535)), header4],
  ['v2 LOCAL', binaryHeader(0x20, 0x00, Buffer.alloc(0)), ownEnds],
  ['v2 LOCAL of any family', binaryHeader(0x20, 0x99, Buffer.alloc(300)), ownEnds],
  ['v2 AF_UNSPEC', binaryHeader(0x21, 0x00, Buffer.alloc(7)), ownEnds],
  ['v2 UDP', binaryHeader(0x21, 0x12, ends4), ownEnds],
  ['v2 Unix', binaryHeader(0x21, 0x31, Buffer.alloc(216)), ownEnds],
];

const bad: readonly (readonly [string, Buffer, string])[] = [
  ['HTTP', Buffer.from('GET / HTTP/1.1\r\n'), 'it begins with the signature of neither'],
  ['a ClientHello', Buffer.from('160301', 'hex'), 'it begins with the signature of neither'],
  ['lower case', Buffer.from('proxy TCP4'), 'it begins with the signature of neither'],
  ['a line too long', Buffer.from(`PROXY UNKNOWN ${'f'.repeat(92)}\r\n`), 'has no end within 107 bytes'],
  ['LF alone', Buffer.from('PROXY UNKNOWN\n'), 'ends without CR'],
  ['another protocol', Buffer.from('PROXY UDP4 1.1.1.1 1.1.1.1 1 1\r\n'), 'protocol is none of'],
  ['no fields', Buffer.from('PROXY TCP4\r\n'), 'got 0'],
  ['two spaces', Buffer.from('PROXY TCP4  1.1.1.1 1.1.1.1 1 1\r\n'), 'got 5'],
  ['IPv6 in TCP4', Buffer.from('PROXY TCP4 ::1 1.1.1.1 1 1\r\n'), 'source address is none of TCP4'],
  ['IPv4 in TCP6', Buffer.from('PROXY TCP6 ::1 1.1.1.1 1 1\r\n'), 'destination address is none of TCP6'],
  ['a zone', Buffer.from('PROXY TCP6 fe80::1%lo ::1 1 1\r\n'), 'source address is none of TCP6'],
  ['port 65536', Buffer.from('PROXY TCP4 1.1.1.1 1.1.1.1 65536 1\r\n'), 'source port is no number'],
  ['port 01', Buffer.from('PROXY TCP4 1.1.1.1 1.1.1.1 1 01\r\n'), 'destination port is no number'],
  ['v2 version 3', binaryHeader(0x31, 0x11, ends4), 'version is 3'],
  ['v2 command 2', binaryHeader(0x22, 0x11, ends4), 'command is 2'],
  ['v2 unknown family', binaryHeader(0x21, 0x41, ends4), 'are 0x41'],
  ['v2 too short', binaryHeader(0x21, 0x11, ends4.subarray(0, 11)), 'is 11, and its addresses need 12'],
  ['v2 too short for IPv6', binaryHeader(0x21, 0x21, ends4), 'is 12, and its addresses need 36'],
];

describe('a PROXY header', () => {
  it.each(good)('%s is read', (_, bytes, header) => {
    expect(outcomeOf([bytes])).toEqual({ header, rest: '' });
    expect(outcomeOf([bytes.subarray(0, -1)])).toBeUndefined();
  });

  it.each(bad)('%s is malformed', (_, bytes, reason) => {
    expect(outcomeOf([bytes])).toContain(reason);
  });
});

const streams = fc
  .tuple(fc.constantFrom(...[...good, ...bad].map(([, bytes]) => bytes)), fc.uint8Array({ maxLength: 300 }))
  .map(([header, rest]) => Buffer.concat([header, rest]));

test.prop([streams, fc.array(fc.nat(400), { maxLength: 30 })])(
  'is the same however the stream is cut, and what follows it stays in order',
  (stream, cuts) => {
    const places = [...cuts, 0, stream.length].map((cut) => Math.min(cut, stream.length));
    const inOrder = places.toSorted((first, second) => first - second);
    const pieces = inOrder.slice(1).map((place, index) => stream.subarray(inOrder[index], place));
    expect(outcomeOf(pieces)).toEqual(outcomeOf([stream]));
  },
);

test.prop([streams])('is the same byte by byte', (stream) => {
  const start = stream.subarray(0, 1_000);
  expect(outcomeOf([...start].map((byte) => Buffer.from([byte])))).toEqual(outcomeOf([start]));
});

test.prop([fc.uint8Array({ maxLength: 200 }), fc.constantFrom('PROXY TCP4 ', '\r\n\r\n\0\r\nQUIT\n')])(
  'is read, malformed or not complete, whatever comes',
  (bytes, beginning) => {
    outcomeOf([Buffer.from(beginning, 'latin1'), Buffer.from(bytes)]);
  },
);
