/** A code of the adapter that is not SUCCESS, or a status of gRPC. */
export const refusals = [
  'CONN_PROCESS_NOT_ALIVE',
  'PERMISSION_DENY',
  'UNKNOWN',
  'REQUIRED_PARAMS_MISSED',
  'PARAMS_TYPE_ERROR',
  'UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'INTERNAL',
] as const;

export type Refusal = (typeof refusals)[number];

/** Those that come as a status of gRPC, in the place of an answer. */
export function isStatus(refusal: Refusal): boolean {
  return refusal === 'UNAVAILABLE' || refusal === 'DEADLINE_EXCEEDED' || refusal === 'INTERNAL';
}

/** The methods of which a profile can tell what their refusal does. */
export type RefusedMethod = 'Authenticate' | 'StartTimer' | 'Subscribe' | 'Publish';

/** Whether the handler has come to rest before the next step, or the next step comes at once. */
export type Pace = 'settled' | 'racing';

/** What a device sends in one read of its socket, or in one datagram. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** Nothing that a device of the protocol is known to send. */
  readonly strange: boolean;
  /** What it is in the words of the device's protocol, for people. */
  readonly label?: string;
}

/**
 * One thing that happens. Devices are numbers from 0; the first step of a device connects it, and a step after its end
 * connects another. Steps of one device wait for one another's callbacks, as in a gateway.
 */
export type Step =
  | { readonly type: 'connect'; readonly device: number; readonly created: 'first' | 'late' | 'never' }
  | ({ readonly type: 'bytes'; readonly device: number; readonly pace: Pace } & Piece)
  | { readonly type: 'finish' | 'reset'; readonly device: number; readonly pace: Pace }
  /** Somebody publishes to the topic, or to one that the device is subscribed to; nothing where it is subscribed to none. */
  | {
      readonly type: 'messages';
      readonly device: number;
      readonly topic?: string;
      readonly payloads: readonly Uint8Array[];
      readonly together: boolean;
    }
  /** So many devices come, send these bytes and go, all at the same time. */
  | { readonly type: 'crowd'; readonly count: number; readonly bytes: Uint8Array }
  /** Virtual time. */
  | { readonly type: 'time'; readonly seconds: number }
  /** The next call of the adapter, or of this method, is not performed, but answered so. */
  | { readonly type: 'refuse'; readonly refusal: Refusal; readonly method?: RefusedMethod }
  /** Calls for the device get no answer, until the release. */
  | { readonly type: 'hold'; readonly device: number }
  | { readonly type: 'release' }
  | { readonly type: 'adapterDown' | 'adapterUp' | 'gatewayRestarts' | 'handlerRestarts' };

/** What devices do, and what happens around them, in order. */
export interface Conversation {
  readonly transport: 'tcp' | 'udp';
  /** True streams, as older gateways keep them open; only with the streaming service. */
  readonly streams: boolean;
  readonly steps: readonly Step[];
}
