import { expect, test } from 'vitest';
import { type ChecksumName, checksum, checksumNames } from './checksum.ts';

const published: Record<ChecksumName, number> = {
  xor: 0x31,
  sum8: 0xdd,
  'crc16-x25': 0x906e,
  'crc16-modbus': 0x4b37,
  'crc16-ccitt-false': 0x29b1,
  crc32: 0xcbf43926,
};

test.each(checksumNames)('%s of "123456789" is the published check value', (name) => {
  expect(checksum(name, Buffer.from('123456789'))).toBe(published[name]);
});

test("crc16-x25 is the one of the tracker's login", () => {
  expect(checksum('crc16-x25', Buffer.from('0d0101234567890123450001', 'hex'))).toBe(0x8cdd);
});
