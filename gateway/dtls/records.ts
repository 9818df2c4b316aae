/** Type, version, epoch, sequence number and length: RFC 6347, section 4.1. */
export const recordHeaderSize = 13;

/** The epoch of the first record of a datagram: 0 until keys are agreed. Undefined where it is no record. */
export function epochOf(datagram: Uint8Array): number | undefined {
  if (datagram.length < recordHeaderSize) return undefined;
  return ((datagram[3] ?? 0) << 8) | (datagram[4] ?? 0);
}

/**
 * Cuts what is to be sent into datagrams: as many whole records in each as fit the MTU. A record
 * that is larger has one of its own.
 */
export function packRecords(bytes: Buffer, mtu: number): Buffer[] {
  const datagrams: Buffer[] = [];
  let start = 0;
  let end = 0;
  while (end < bytes.length) {
    const next = end + recordSize(bytes, end);
    if (next - start > mtu && end > start) {
      datagrams.push(bytes.subarray(start, end));
      start = end;
    }
    end = next;
  }
  if (end > start) datagrams.push(bytes.subarray(start, end));
  return datagrams;
}

function recordSize(bytes: Buffer, offset: number): number {
  const left = bytes.length - offset;
  return left < recordHeaderSize ? left : recordHeaderSize + bytes.readUInt16BE(offset + 11);
}
