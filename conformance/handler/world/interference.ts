import { status } from '@grpc/grpc-js';
import type { CodeResponse } from '../../../proto/index.ts';
import { isStatus, type Refusal } from '../conversation/step.ts';

/** What is done to the handler's calls before the gateway gets them. */
export class Interference {
  readonly #refusals: { readonly refusal: Refusal; readonly method: string | undefined }[] = [];
  readonly #held = new Map<number, { readonly released: Promise<void>; readonly release: () => void }>();

  /** The next call, or the next of this method, is answered so. */
  refuse(refusal: Refusal, method?: string): void {
    this.#refusals.push({ refusal, method });
  }

  hold(device: number): void {
    if (this.#held.has(device)) return;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#held.set(device, { released, release });
  }

  /** Calls that were held go on; says for which devices there were any. */
  release(): readonly number[] {
    const devices = [...this.#held.keys()];
    for (const { release } of this.#held.values()) release();
    this.#held.clear();
    return devices;
  }

  isHeld(device: number): boolean {
    return this.#held.has(device);
  }

  get holds(): boolean {
    return this.#held.size > 0;
  }

  /** What becomes of a call: undefined lets the gateway have it. */
  async meet(method: string, device: number | undefined): Promise<CodeResponse | undefined> {
    const at = this.#refusals.findIndex((each) => each.method === undefined || each.method === method);
    const [{ refusal } = { refusal: undefined }] = at < 0 ? [] : this.#refusals.splice(at, 1);
    if (device !== undefined) await this.#held.get(device)?.released;
    if (refusal === undefined) return undefined;
    if (isStatus(refusal)) throw new RefusedCall(refusal);
    return { code: refusal as CodeResponse['code'], message: 'refused by the verification' };
  }
}

/** A call that ends in a status of gRPC. */
export class RefusedCall extends Error {
  override readonly name = 'RefusedCall';
  readonly code: number;
  readonly details = 'refused by the verification';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`${refusal}: refused by the verification`);
    this.refusal = refusal;
    this.code = status[refusal as keyof typeof status];
  }
}
