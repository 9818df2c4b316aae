import type { CodeResponse } from '../../proto/index.ts';
import type { CallAnswer, CallRequest } from '../core/call.ts';
import type { CallbackFailure, CallbackMethod } from '../core/reason.ts';

/** A callback as it went to the user's service. */
export interface VirtualCallback {
  readonly conn: string;
  readonly method: CallbackMethod;
  /** Of `OnReceivedBytes`. */
  readonly bytes?: Uint8Array;
  /** Of `OnReceivedMessages`. */
  readonly messages?: readonly VirtualMessage[];
}

/** One message of `OnReceivedMessages`. */
export interface VirtualMessage {
  readonly topic: string;
  readonly qos: number;
  readonly payload: Uint8Array;
}

/** A call of the user's service; `RawPublish` names no connection. */
export interface VirtualCall {
  /** As it came; empty for `RawPublish`. */
  readonly conn: string;
  readonly request: VirtualRequest;
}

/** What the user's service asks for. */
export type VirtualRequest =
  | CallRequest
  | {
      readonly method: 'RawPublish';
      readonly topic: string;
      readonly qos: number;
      readonly payload: Uint8Array;
    };

/** Is told of everything that passes between a virtual gateway, its devices and the user's service. */
export interface VirtualGatewayObserver {
  callbackSent(callback: VirtualCallback): void;
  /** Where it failed with the gRPC status; a callback of a stream ends when its stream has taken it. */
  callbackEnded(callback: VirtualCallback, failure: CallbackFailure | undefined): void;
  /** A stream that had taken events broke, or was ended by the user's service. */
  streamLost(conn: string, method: CallbackMethod, failure: CallbackFailure): void;
  callArrived(call: VirtualCall): void;
  callAnswered(call: VirtualCall, answer: CallAnswer | Error): void;
  /** Bytes have reached the device. */
  deviceReceived(conn: string, bytes: Uint8Array): void;
  /** The gateway has ended the device's socket. */
  deviceEnded(conn: string): void;
  /**
   * Answers a call in the gateway's place, as late as it likes: undefined lets the gateway perform it, an error with
   * a `code` of gRPC ends it with that status.
   */
  intercept(call: VirtualCall): Promise<CodeResponse | undefined> | undefined;
}
