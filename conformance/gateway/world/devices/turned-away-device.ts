import type { Address } from '../../target/target.ts';
import type { Device, DeviceEvents } from './device.ts';

/** A device that the gateway has accepted and reset before the machine came to tell of the accepting. */
export class TurnedAwayDevice implements Device {
  readonly localAddress: Address = { host: '', port: 0 };
  readonly remoteHost = undefined;

  constructor(events: DeviceEvents) {
    queueMicrotask(() => events.closed());
  }

  async write(): Promise<void> {}
  end(): void {}
  reset(): void {}
  destroy(): void {}
}

/** Whether an attempt to connect ended because the gateway closed what it had accepted: it can be reached. */
export function wasTurnedAway(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNRESET';
}
