import { type ByteFlow, type FlowFault, firstBytes } from './byte-flow.ts';

/** Bytes without borders: they may arrive split and joined in any way. */
export class ByteStream implements ByteFlow {
  #expected: Buffer[] = [];
  #expectedSize = 0;
  #arrivedSize = 0;
  /** The last bytes that arrived rightly, to tell a repetition. */
  #last = Buffer.alloc(0);

  get expectedSize(): number {
    return this.#expectedSize;
  }

  get arrivedSize(): number {
    return this.#arrivedSize;
  }

  get isComplete(): boolean {
    return this.#arrivedSize === this.#expectedSize;
  }

  expect(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#expected.push(bytes);
    this.#expectedSize += bytes.length;
  }

  pending(size: number): Buffer {
    return firstBytes(this.#expected, size);
  }

  arrive(bytes: Buffer): FlowFault | undefined {
    const due = this.pending(bytes.length);
    if (!due.equals(bytes.subarray(0, due.length))) return this.#diagnose(bytes);
    if (due.length < bytes.length)
      return this.#last.includes(bytes.subarray(due.length)) ? 'doubled' : 'surplus';
    this.#consume(bytes.length);
    this.#last = Buffer.concat([this.#last, bytes]).subarray(-65_536);
    return undefined;
  }

  #diagnose(bytes: Buffer): FlowFault {
    if (this.#last.includes(bytes)) return 'doubled';
    const later = this.pending(this.#expectedSize - this.#arrivedSize);
    return later.indexOf(bytes) > 0 ? 'missing' : 'changed';
  }

  #consume(size: number): void {
    this.#arrivedSize += size;
    for (let left = size; left > 0; ) {
      const first = this.#expected[0] as Buffer;
      if (first.length > left) {
        this.#expected[0] = first.subarray(left);
        return;
      }
      this.#expected.shift();
      left -= first.length;
    }
  }
}
