import type { Broken } from './judged-connection.ts';

interface SentCall {
  readonly bytes: Uint8Array;
  written: boolean;
  refused: boolean;
}

/** The bytes of one connection in both directions: what has to arrive, and what did. */
export class ByteLedger {
  readonly #broken: Broken;
  readonly #datagrams: boolean;
  readonly #read: Uint8Array[] = [];
  #arrived = 0;
  /** How many chunks have to arrive whatever else happens. */
  #required = 0;
  #sends: SentCall[] = [];
  /** Bytes that were read and that no answered callback has carried. */
  outstanding = 0;

  constructor(datagrams: boolean, broken: Broken) {
    this.#datagrams = datagrams;
    this.#broken = broken;
  }

  read(bytes: Uint8Array, required: boolean): void {
    this.#read.push(bytes);
    this.outstanding += bytes.length;
    if (required) this.#required = this.#read.length;
  }

  /** What a callback carries is the next that was read, and on datagrams exactly one of them. */
  arrived(bytes: Uint8Array): void {
    let from = 0;
    while (from < bytes.length) {
      const next = this.#read[this.#arrived];
      const part = bytes.subarray(from, from + (next?.length ?? 0));
      if (next === undefined || Buffer.compare(next, part) !== 0) {
        const rule = next === undefined ? 'EXP-BYTE-003' : 'EXP-BYTE-002';
        return this.#broken(rule, 'the bytes of the device in their order', 'OnReceivedBytes held others');
      }
      from += next.length;
      this.#arrived += 1;
      if (this.#datagrams && from < bytes.length) {
        return this.#broken('EXP-DGRAM-001', 'a callback for each datagram', 'several came in one');
      }
    }
  }

  complete(): void {
    if (this.#arrived >= this.#required) return;
    const missing = this.#required - this.#arrived;
    this.#broken('EXP-BYTE-006', 'all bytes before OnSocketClosed', `${missing} chunks were missing`);
  }

  send(bytes: Uint8Array): SentCall {
    const call = { bytes, written: false, refused: false };
    this.#sends.push(call);
    return call;
  }

  sendAnswered(call: SentCall, code: string): void {
    if (code === 'SUCCESS' && !call.written) {
      this.#broken('EXP-BYTE-007', 'what was accepted on its way to the device', 'the Send was not written');
    }
    call.refused = code !== 'SUCCESS';
    if (call.refused && call.written) {
      this.#broken('EXP-CODE-022', 'SUCCESS for a Send that was written', `the answer was ${code}`);
    }
  }

  wrote(bytes: Uint8Array): void {
    this.#sends = this.#sends.filter(({ written, refused }) => !written && !refused);
    const next = this.#sends[0];
    if (next === undefined || Buffer.compare(next.bytes, bytes) !== 0) {
      return this.#broken('EXP-BYTE-008', 'the Sends in the order of their calls', 'another was written');
    }
    next.written = true;
  }
}
