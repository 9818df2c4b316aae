import type { Commander } from '../load/commander.ts';
import { createAdapterClient } from './adapter-client.ts';
import type { DeviceCredentials } from './create-connector.ts';
import { createHandlerCommander } from './handler-commander.ts';

/** Whom to trust for an adapter, anyone without `ca`, and what to show it: PEM texts. */
export type AdapterCredentials = Pick<DeviceCredentials, 'ca' | 'cert' | 'key'>;

/** The way that commands take to their devices. */
export type CommandRoute =
  /** `RawPublish` of the gateway's adapter, at `host:port`. */
  | {
      readonly adapter: string;
      /** Where the adapter has TLS: whom to trust, and what to show it. */
      readonly tls?: AdapterCredentials;
    }
  /** A request to the handler itself, or to the application behind it; `{topic}` in the address stands for the topic. */
  | { readonly url: string };

/** What publishes commands, once it can be reached. */
export interface ReachableCommander extends Commander {
  /**
   * Waits until there is someone.
   *
   * @throws {Error} when there is nobody, for so many milliseconds; its message says why, as far as that is known
   */
  connect(timeout: number): Promise<void>;
}

/** @throws {SimulatorError} `CREDENTIALS_UNUSABLE` */
export function createCommander(route: CommandRoute): ReachableCommander {
  return 'adapter' in route
    ? createAdapterClient(route.adapter, route.tls)
    : createHandlerCommander(route.url);
}
