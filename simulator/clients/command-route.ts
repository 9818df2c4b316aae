import type { Commander } from '../load/commander.ts';
import { createAdapterClient } from './adapter-client.ts';
import { createHandlerCommander } from './handler-commander.ts';

/** The way that commands take to their devices. */
export type CommandRoute =
  /** `RawPublish` of the gateway's adapter, at `host:port`. */
  | { readonly adapter: string }
  /** A request to the handler itself, or to the application behind it; `{topic}` in the address stands for the topic. */
  | { readonly url: string };

/** What publishes commands, once it can be reached. */
export interface ReachableCommander extends Commander {
  /**
   * Waits until there is someone.
   *
   * @throws {Error} when there is nobody, for so many milliseconds
   */
  connect(timeout: number): Promise<void>;
}

export function createCommander(route: CommandRoute): ReachableCommander {
  return 'adapter' in route ? createAdapterClient(route.adapter) : createHandlerCommander(route.url);
}
