import type { VirtualDevice, VirtualRequest } from '../../../gateway/index.ts';

/** A device of a conversation, and what the handler has asked for it. */
export class Lane {
  readonly device: VirtualDevice;
  /** What it is subscribed to. */
  readonly filters = new Set<string>();
  /** Of its keepalive, in seconds; 0 where none was started. */
  interval = 0;

  constructor(device: VirtualDevice) {
    this.device = device;
  }

  /** A call that the gateway has performed. */
  performed(request: VirtualRequest): void {
    if (request.method === 'Subscribe') this.filters.add(request.topic);
    if (request.method === 'Unsubscribe') this.filters.delete(request.topic);
    if (request.method === 'StartTimer') this.interval = Math.min(request.interval, 100_000);
  }
}
