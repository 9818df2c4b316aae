import type {
  CallAnswer,
  CallbackFailure,
  CallbackMethod,
  VirtualCall,
  VirtualCallback,
  VirtualRequest,
} from '../../../gateway/index.ts';
import type { CodeResponse } from '../../../proto/index.ts';
import type { Conns, Owner } from './conns.ts';
import { EventLog } from './event-log.ts';
import { Interference, RefusedCall } from './interference.ts';
import { type Flight, Traffic } from './traffic.ts';

/** Takes down what a conversation brings about, and what waits for an answer. */
export class Recorder {
  readonly log = new EventLog();
  readonly traffic: Traffic;
  readonly interference = new Interference();
  /** Counts what devices of the conversation have to do with. */
  activity = 0;
  /** A callback broke in a way that may mean that nobody is there any more. */
  suspicious = false;
  readonly #conns: Conns;
  readonly #performed: (device: number, request: VirtualRequest) => void;
  readonly #refused = new WeakSet<object>();

  /** @param performed Is told of each call that the gateway performed for a device. */
  constructor(
    { conns, deadline }: { readonly conns: Conns; readonly deadline: number },
    performed: (device: number, request: VirtualRequest) => void,
  ) {
    this.#conns = conns;
    this.#performed = performed;
    this.traffic = new Traffic(deadline, (flight) => this.#late(flight));
  }

  callbackSent({ conn, method, bytes, messages }: VirtualCallback, device: number): void {
    const { id } = this.traffic.sent(conn, method);
    if (device < 0) return;
    this.activity += 1;
    const more = {
      ...(bytes === undefined ? {} : { bytes }),
      ...(messages === undefined ? {} : { messages }),
    };
    this.log.add({ kind: 'callback', id, conn, device, method, ...more });
  }

  callbackEnded(
    { conn, method }: VirtualCallback,
    device: number,
    failure: CallbackFailure | undefined,
  ): void {
    const flight = this.traffic.ended(conn, method);
    if (flight === undefined) return;
    this.log.changed();
    this.#answered(flight.id, conn, device, method, failure);
  }

  streamLost(conn: string, device: number, method: CallbackMethod, failure: CallbackFailure): void {
    this.#answered(0, conn, device, method, failure);
  }

  callArrived(call: VirtualCall, owner: Owner | undefined): void {
    const id = this.traffic.arrived(call, call.conn);
    // Whoever still calls for a device is at work for it.
    this.traffic.restart(call.conn);
    if (owner === 'barrier') return;
    this.activity += 1;
    const { conn, request } = call;
    const unknown = owner === undefined && request.method !== 'RawPublish';
    const device = typeof owner === 'number' ? owner : undefined;
    this.log.add({ kind: 'call', id, conn, device, request, unknown });
  }

  callAnswered(call: VirtualCall, owner: Owner | undefined, answer: CallAnswer | Error): void {
    const id = this.traffic.answered(call);
    this.log.changed();
    if (owner === 'barrier' || id === undefined) return;
    const { conn, request } = call;
    const device = typeof owner === 'number' ? owner : undefined;
    const refused = this.#refused.has(answer);
    const code = answer instanceof Error ? statusOf(answer) : answer.code;
    this.log.add({ kind: 'replied', id, conn, device, method: request.method, code, refused });
    if (device !== undefined && code === 'SUCCESS') this.#performed(device, request);
  }

  deviceReceived(conn: string, device: number, bytes: Uint8Array): void {
    if (device >= 0) this.log.add({ kind: 'received', device, conn, bytes });
  }

  deviceEnded(conn: string, device: number): void {
    if (device >= 0) this.log.add({ kind: 'ended', device, conn });
  }

  async intercept(method: string, owner: Owner | undefined): Promise<CodeResponse | undefined> {
    if (owner === 'barrier') return undefined;
    try {
      const answer = await this.interference.meet(method, typeof owner === 'number' ? owner : undefined);
      if (answer !== undefined) this.#refused.add(answer);
      return answer;
    } catch (error) {
      if (error instanceof RefusedCall) this.#refused.add(error);
      throw error;
    }
  }

  #answered(
    id: number,
    conn: string,
    device: number,
    method: CallbackMethod,
    failure: CallbackFailure | undefined,
  ): void {
    if (failure !== undefined && failure.arrival !== 'certain') this.suspicious = true;
    if (device < 0 && failure === undefined) return;
    if (device >= 0) this.activity += 1;
    this.log.add({ kind: 'answered', id, conn, device, method, ...(failure && { failure }) });
  }

  #late({ conn, method }: Flight): void {
    const owner = this.#conns.ownerOf(conn);
    const device = typeof owner === 'number' ? owner : -1;
    if (this.interference.isHeld(device)) return;
    this.log.add({ kind: 'late', conn, device, method, held: this.interference.holds });
    this.log.abort();
  }
}

function statusOf(error: Error): string {
  return error instanceof RefusedCall ? error.refusal : 'UNKNOWN';
}
