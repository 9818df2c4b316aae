import type { DeviceProfile } from '../../simulator/profile/index.ts';
import { formatAddress } from '../gateway/target/address.ts';
import type { Address } from '../gateway/target/target.ts';
import type { Conversation } from './conversation/step.ts';
import type { HandlerObject } from './handler-object.ts';
import type { KnownHandlerFailure } from './run/verdict.ts';
import type { ServiceChoice } from './subject/find-service.ts';

/** The handler to verify: somewhere, a command that starts it, or an object in this process. */
export type HandlerSource =
  | { readonly address: Address; readonly pid?: number }
  | { readonly address: Address; readonly command: string }
  | HandlerObject
  /** Gets the address of the adapter, `host:port`; called again when the handler is restarted. */
  | ((adapter: string) => HandlerObject);

/** What a verification is told. */
export interface VerifyOptions {
  readonly handler: HandlerSource;
  /** Where the handler expects the adapter; 127.0.0.1:9100 where it is missing, and any free port for a handler in this process. */
  readonly adapter?: Address;
  /** Found by asking, where it is missing. */
  readonly service?: ServiceChoice;
  /** How devices talk: what comes of it is judged, too. */
  readonly profile?: DeviceProfile;
  /** What devices send: whole, and with something broken in it. */
  readonly samples?: readonly Uint8Array[];
  /** How devices connect: as the profile says, or tcp and udp, where it is missing. */
  readonly transports?: readonly Conversation['transport'][];
  /** At most 15 s or at most two minutes. */
  readonly mode?: 'quick' | 'full';
  /** Reproduces every choice; random where it is missing. */
  readonly seed?: number;
  /** Plays only this conversation, as a failure's replay names it, or all of one kind, by its name alone. */
  readonly path?: string;
  /** Judges only these rules. */
  readonly only?: readonly string[];
  readonly knownFailing?: readonly KnownHandlerFailure[];
  /** Ends the run as soon as a rule is found broken. */
  readonly failFast?: boolean;
  /** How many generated conversations of each kind at most, in the place of the mode's number. */
  readonly generated?: number;
  /** Milliseconds that a callback may take: 5,000. */
  readonly deadline?: number;
  /** Milliseconds after which a handler has to be well again when something around it was restarted: 15,000. */
  readonly recoveryTime?: number;
  /** The command line of the run, without seed and path: reports name it. */
  readonly command?: string;
  /** Called as the run gets on. */
  readonly progress?: (progress: VerifyProgress) => void;
}

/** How far a run is. */
export interface VerifyProgress {
  /** The property that is looked at now. */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  /** How many rules are broken so far. */
  readonly failed: number;
}

/** Whether the handler is an object of this process, or a function that makes one. */
export function isInProcess(
  handler: HandlerSource,
): handler is Extract<HandlerSource, HandlerObject | ((adapter: string) => HandlerObject)> {
  return typeof handler === 'function' || 'OnSocketCreated' in handler;
}

/** As reports name it. */
export function nameOf(handler: HandlerSource): string {
  if (isInProcess(handler)) return 'the handler in this process';
  if ('command' in handler) return `\`${handler.command}\``;
  return `the handler on ${formatAddress(handler.address)}`;
}
