/** What a device does, in its own order. */
export type DeviceAction =
  | { readonly type: 'bytes'; readonly size: number }
  | { readonly type: 'stall' }
  | { readonly type: 'read' }
  | { readonly type: 'end' }
  | { readonly type: 'reset' };

/** What the user's service does with a connection, in its own order. */
export type ServiceAction =
  | { readonly type: 'Send'; readonly size: number }
  | { readonly type: 'Close' }
  | { readonly type: 'Authenticate'; readonly clientid: string; readonly granted: boolean }
  | { readonly type: 'StartTimer'; readonly interval: number }
  | { readonly type: 'Publish' | 'Subscribe' | 'Unsubscribe'; readonly topic: string }
  | { readonly type: 'breakStream' };

/** How a callback ends; `hangs` until the faults stop. */
export type Outcome = 'answers' | 'refuses' | 'breaks' | 'hangs';

/** What goes for the whole of the world: time that passes, and the handler's absence. */
export type WorldAction =
  | { readonly type: 'time'; readonly milliseconds: number }
  | { readonly type: 'handlerLeaves' }
  | { readonly type: 'handlerReturns' };

export interface ConnectionPlan {
  readonly device: readonly DeviceAction[];
  readonly service: readonly ServiceAction[];
  /** Of its callbacks in turn; those after the last one are answered. */
  readonly outcomes: readonly Outcome[];
}

/** What is going to happen; the schedule decides in which order. */
export interface Plan {
  readonly datagrams: boolean;
  readonly streams: boolean;
  readonly shutdown: boolean;
  readonly connections: readonly ConnectionPlan[];
  readonly world: readonly WorldAction[];
}

/** What every gateway under this engine is configured with: small, so that a few steps reach each limit. */
export const limits = {
  idleTimeout: 30_000,
  callbackTimeout: 30_000,
  closeTimeout: 15_000,
  sendTimeout: 10_000,
  sendBuffer: 100,
  receiveBuffer: 100,
  maxQueuedMessages: 4,
} as const;
