import { binarySignature, readBinaryHeader } from './binary-header.ts';
import type { FoundHeader, ProxyHeader } from './proxy-header.ts';
import { ProxyHeaderError } from './proxy-header-error.ts';
import { longestLine, readTextHeader, textSignature } from './text-header.ts';

/**
 * Takes the PROXY header, version 1 or 2, from the beginning of a stream that comes in pieces. It
 * keeps at most the 107 bytes that decide, however long the header is.
 */
export class ProxyHeaderReader {
  #head: Buffer = Buffer.alloc(0);
  #received = 0;
  #found: FoundHeader | undefined;

  /** Whether a byte has come. */
  get begun(): boolean {
    return this.#received > 0;
  }

  /**
   * Takes the next piece: undefined while the header is not complete, and then the header with the bytes behind it.
   *
   * @throws {ProxyHeaderError} as soon as the bytes can't become a header any more
   */
  take(bytes: Buffer): { readonly header: ProxyHeader; readonly rest: Buffer } | undefined {
    this.#received += bytes.length;
    if (this.#found === undefined) {
      this.#head = Buffer.concat([this.#head, bytes.subarray(0, longestLine - this.#head.length)]);
      this.#found = readHead(this.#head);
    }
    if (this.#found === undefined || this.#received < this.#found.length) return undefined;
    const rest = bytes.subarray(bytes.length - (this.#received - this.#found.length));
    return { header: this.#found.header, rest };
  }
}

function readHead(head: Buffer): FoundHeader | undefined {
  if (beginsAs(head, textSignature))
    return head.length < textSignature.length ? undefined : readTextHeader(head);
  if (!beginsAs(head, binarySignature)) {
    throw new ProxyHeaderError('it begins with the signature of neither version 1 nor version 2');
  }
  return head.length < binarySignature.length ? undefined : readBinaryHeader(head);
}

function beginsAs(head: Buffer, signature: Buffer): boolean {
  const length = Math.min(head.length, signature.length);
  return head.subarray(0, length).equals(signature.subarray(0, length));
}
