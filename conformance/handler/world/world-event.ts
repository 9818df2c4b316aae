import type {
  CallbackFailure,
  CallbackMethod,
  VirtualMessage,
  VirtualRequest,
} from '../../../gateway/index.ts';

/** What was seen at the edges of the handler, in order. `conn` is a connection, `device` who holds it. */
export type WorldEvent = { readonly time: number } & (
  | { readonly kind: 'step'; readonly index: number }
  | { readonly kind: 'connected'; readonly conn: string; readonly device: number; readonly created: string }
  | {
      readonly kind: 'callback';
      readonly id: number;
      readonly conn: string;
      readonly device: number;
      readonly method: CallbackMethod;
      readonly bytes?: Uint8Array;
      readonly messages?: readonly VirtualMessage[];
    }
  | {
      readonly kind: 'answered';
      readonly id: number;
      readonly conn: string;
      readonly device: number;
      readonly method: CallbackMethod;
      readonly failure?: CallbackFailure;
    }
  /** A callback had no answer within the deadline; `held` where calls for another device were being held back. */
  | {
      readonly kind: 'late';
      readonly conn: string;
      readonly device: number;
      readonly method: CallbackMethod;
      readonly held: boolean;
    }
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly conn: string;
      /** Undefined where the connection is none of this conversation, and for `RawPublish`. */
      readonly device: number | undefined;
      readonly request: VirtualRequest;
      /** No connection ever had this name. */
      readonly unknown: boolean;
    }
  | {
      readonly kind: 'replied';
      readonly id: number;
      readonly conn: string;
      readonly device: number | undefined;
      readonly method: VirtualRequest['method'];
      /** A code of the adapter or a status of gRPC. */
      readonly code: string;
      /** Not the gateway's own answer. */
      readonly refused: boolean;
    }
  | { readonly kind: 'sent'; readonly device: number; readonly conn: string; readonly bytes: Uint8Array }
  | {
      readonly kind: 'left';
      readonly device: number;
      readonly conn: string;
      readonly how: 'finish' | 'reset';
    }
  | { readonly kind: 'received'; readonly device: number; readonly conn: string; readonly bytes: Uint8Array }
  | { readonly kind: 'ended'; readonly device: number; readonly conn: string }
  /** All callbacks are answered, and nothing more came while others were made and answered. */
  | { readonly kind: 'quiet' }
  | { readonly kind: 'died'; readonly how: string }
);

/** An event without its time. */
export type Unstamped = WorldEvent extends infer Event
  ? Event extends { readonly time: number }
    ? Omit<Event, 'time'>
    : never
  : never;
