import type { TracedBytes } from '../judge/trace.ts';

/** The first bytes in hex and as text, and that there were more. */
export function bytesText({ size, hex }: TracedBytes, shown: number): string {
  const bytes = Buffer.from(hex, 'hex').subarray(0, shown);
  const pairs = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const text = [...bytes]
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'))
    .join('');
  const more = size > bytes.length ? ' …' : '';
  return size === 0 ? 'no bytes' : `${pairs}  ${text}${more}`;
}
