import { isIPv4 } from 'node:net';
import { invalidOption } from '../invalid-option.ts';
import type { SimulatorError } from '../simulator-error.ts';

/** More would only cost time to write down. */
const mostAddresses = 65_536;

/**
 * Reads addresses that devices connect from: `127.0.0.1,127.0.0.5`, or a range, `127.0.0.1-127.0.0.4`.
 *
 * @throws {SimulatorError} `OPTION_INVALID`
 */
export function parseSources(text: string): readonly string[] {
  const addresses = text.split(',').flatMap((part) => {
    const [first = '', last = first, ...more] = part.trim().split('-');
    if (more.length > 0 || !isIPv4(first) || !isIPv4(last)) throw invalid(text, part);
    return range(first, last, () => invalid(text, part));
  });
  if (addresses.length > mostAddresses) throw invalid(text, `${addresses.length} addresses`);
  return [...new Set(addresses)];
}

function range(first: string, last: string, failure: () => SimulatorError): string[] {
  const [from, to] = [toNumber(first), toNumber(last)];
  if (to < from || to - from >= mostAddresses) throw failure();
  return Array.from({ length: to - from + 1 }, (_, step) => toAddress(from + step));
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toAddress(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

function invalid(text: string, part: string): SimulatorError {
  const remedy = 'give one such as 127.0.0.1-127.0.0.4';
  return invalidOption('--source', text, `${part.trim()} is no IPv4 address or range of them: ${remedy}`);
}
