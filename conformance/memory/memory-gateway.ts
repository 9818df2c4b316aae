import type { Plan } from './plan.ts';

/** One event for the user's service, as it is seen at the edge of a gateway. */
export interface SeenCallback {
  readonly method:
    | 'OnSocketCreated'
    | 'OnSocketClosed'
    | 'OnReceivedBytes'
    | 'OnTimerTimeout'
    | 'OnReceivedMessages';
  readonly bytes: Uint8Array;
  /** Topic and payload. */
  readonly messages: readonly { readonly topic: string; readonly text: string }[];
  readonly reason: string;
}

/** How a callback fails; `arrival` is whether the service can have seen it. */
export interface CallbackError {
  readonly status: 'UNAVAILABLE' | 'INTERNAL';
  readonly arrival: 'never' | 'unknown' | 'certain';
}

/** What the user's service asks of a connection. */
export type MemoryCall =
  | { readonly method: 'Send'; readonly bytes: Uint8Array }
  | { readonly method: 'Close' }
  | { readonly method: 'Authenticate'; readonly clientid: string; readonly granted: boolean }
  | { readonly method: 'StartTimer'; readonly interval: number }
  | { readonly method: 'Publish'; readonly topic: string; readonly text: string }
  | { readonly method: 'Subscribe' | 'Unsubscribe'; readonly topic: string };

/** A device's socket, as a gateway holds it. */
export interface HeldSocket {
  write(bytes: Uint8Array, flushed: () => void): void;
  end(): void;
  destroy(): void;
  pause(): void;
  resume(): void;
}

/** What a device does to its gateway. */
export interface AcceptedDevice {
  bytes(bytes: Uint8Array): void;
  ended(): void;
  lost(): void;
  /** The socket that the gateway ended is closed. */
  closed(): void;
}

/** Everything outside of a gateway. All that is answered is answered later, when the schedule says so. */
export interface Surroundings {
  now(): number;
  after(delay: number, call: () => void): () => void;
  callback(conn: string, callback: SeenCallback, done: (error?: CallbackError) => void): () => void;
  /** Where there are streams: they are half-closed, and the service has read them when `done` is called. */
  finishStreams(conn: string, done: () => void): () => void;
  streamsAttached(conn: string, lost: (error: CallbackError) => void): void;
  streamsReleased(conn: string): void;
  verify(conn: string, granted: boolean): Promise<boolean>;
  /** The broker has taken a message, and hands it on when the schedule says so. */
  broker(topic: string, text: string, deliver: () => void): Promise<void>;
}

/** A gateway in memory: everything but sockets and gRPC. */
export interface MemoryGateway {
  accept(conn: string, socket: HeldSocket): AcceptedDevice;
  /** The code of the answer. */
  call(conn: string, call: MemoryCall): Promise<string>;
  shutdown(): void;
  /** What is still held, in words, where nothing should be. */
  leftovers(): readonly string[];
}

export type MemoryGatewayMaker = (surroundings: Surroundings, plan: Plan) => MemoryGateway;
