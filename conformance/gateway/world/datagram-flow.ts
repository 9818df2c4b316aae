import { type ByteFlow, type FlowFault, firstBytes } from './byte-flow.ts';

/** How many datagrams that arrived are remembered, to tell a repetition. */
const remembered = 64;

/** Datagrams: each one has to arrive as it was sent. */
export class DatagramFlow implements ByteFlow {
  readonly #expected: Buffer[] = [];
  readonly #arrived: Buffer[] = [];
  expectedSize = 0;
  arrivedSize = 0;

  get isComplete(): boolean {
    return this.#expected.length === 0;
  }

  /** An empty datagram may arrive or not. */
  expect(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#expected.push(bytes);
    this.expectedSize += bytes.length;
  }

  pending(size: number): Buffer {
    return firstBytes(this.#expected, size);
  }

  arrive(bytes: Buffer): FlowFault | undefined {
    if (bytes.length === 0) return undefined;
    const [due] = this.#expected;
    if (due === undefined || !due.equals(bytes)) return this.#diagnose(bytes, due);
    this.#expected.shift();
    this.arrivedSize += bytes.length;
    this.#arrived.push(bytes);
    if (this.#arrived.length > remembered) this.#arrived.shift();
    return undefined;
  }

  #diagnose(bytes: Buffer, due: Buffer | undefined): FlowFault {
    if (this.#arrived.some((earlier) => earlier.equals(bytes))) return 'doubled';
    if (due === undefined) return 'surplus';
    if (this.#expected.some((later) => later.equals(bytes))) return 'missing';
    if (bytes.length > due.length && this.pending(bytes.length).equals(bytes)) return 'joined';
    return bytes.length < due.length && due.subarray(0, bytes.length).equals(bytes) ? 'split' : 'changed';
  }
}
