import type {
  CallAnswer,
  CallbackFailure,
  CallbackMethod,
  VirtualCall,
  VirtualCallback,
  VirtualGatewayObserver,
} from '../../../gateway/index.ts';
import type { CodeResponse } from '../../../proto/index.ts';
import type { Conns } from './conns.ts';
import type { Recorder } from './recorder.ts';

/** Hands what the gateway sees to the conversation that goes on now. */
export class Switchboard implements VirtualGatewayObserver {
  readonly #conns: Conns;
  #recorder: Recorder | undefined;

  constructor(conns: Conns) {
    this.#conns = conns;
  }

  connect(recorder: Recorder | undefined): void {
    this.#recorder = recorder;
  }

  callbackSent(callback: VirtualCallback): void {
    const owner = this.#deviceOf(callback.conn);
    if (owner !== undefined) this.#recorder?.callbackSent(callback, owner);
  }

  callbackEnded(callback: VirtualCallback, failure: CallbackFailure | undefined): void {
    const owner = this.#deviceOf(callback.conn);
    if (owner !== undefined) this.#recorder?.callbackEnded(callback, owner, failure);
  }

  streamLost(conn: string, method: CallbackMethod, failure: CallbackFailure): void {
    const owner = this.#deviceOf(conn);
    if (owner !== undefined) this.#recorder?.streamLost(conn, owner, method, failure);
  }

  callArrived(call: VirtualCall): void {
    this.#recorder?.callArrived(call, this.#conns.ownerOf(call.conn));
  }

  callAnswered(call: VirtualCall, answer: CallAnswer | Error): void {
    this.#recorder?.callAnswered(call, this.#conns.ownerOf(call.conn), answer);
  }

  deviceReceived(conn: string, bytes: Uint8Array): void {
    const owner = this.#deviceOf(conn);
    if (owner !== undefined) this.#recorder?.deviceReceived(conn, owner, bytes);
  }

  deviceEnded(conn: string): void {
    const owner = this.#deviceOf(conn);
    if (owner !== undefined) this.#recorder?.deviceEnded(conn, owner);
  }

  intercept(call: VirtualCall): Promise<CodeResponse | undefined> | undefined {
    // While the handler is asked for its service the connections are made up, and it must not mind.
    if (this.#recorder === undefined) return Promise.resolve({ code: 'SUCCESS', message: '' });
    return this.#recorder.intercept(call.request.method, this.#conns.ownerOf(call.conn));
  }

  /** -1 for those of barriers. */
  #deviceOf(conn: string): number | undefined {
    const owner = this.#conns.ownerOf(conn);
    if (owner === 'barrier') return -1;
    return typeof owner === 'number' ? owner : undefined;
  }
}
