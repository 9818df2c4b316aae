/** The checksums that a frame of a device can carry. */
export const checksumNames = [
  'xor',
  'sum8',
  'crc16-x25',
  'crc16-modbus',
  'crc16-ccitt-false',
  'crc32',
] as const;

/** One of `checksumNames`. */
export type ChecksumName = (typeof checksumNames)[number];

const sums: Record<ChecksumName, (bytes: Uint8Array) => number> = {
  xor: (bytes) => bytes.reduce((sum, byte) => sum ^ byte, 0),
  sum8: (bytes) => bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0),
  'crc16-x25': (bytes) => reflectedCrc(bytes, 0x8408, 0xffff) ^ 0xffff,
  'crc16-modbus': (bytes) => reflectedCrc(bytes, 0xa001, 0xffff),
  'crc16-ccitt-false': (bytes) => forwardCrc16(bytes, 0x1021, 0xffff),
  crc32: (bytes) => ~reflectedCrc(bytes, 0xedb88320, 0xffffffff) >>> 0,
};

/**
 * The checksum of the bytes, as an unsigned integer of 8 (`xor`, `sum8`), 16 or 32 bits. `crc16-x25` is also called CRC-ITU.
 * The names and parameters of the CRCs are those of the catalogue of parametrised CRC algorithms.
 */
export function checksum(name: ChecksumName, bytes: Uint8Array): number {
  return sums[name](bytes);
}

function reflectedCrc(bytes: Uint8Array, polynomial: number, initial: number): number {
  let crc = initial;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  }
  return crc >>> 0;
}

function forwardCrc16(bytes: Uint8Array, polynomial: number, initial: number): number {
  let crc = initial;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ polynomial : crc << 1) & 0xffff;
  }
  return crc;
}
