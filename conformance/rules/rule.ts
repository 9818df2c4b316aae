import type { Dialect, HandlerMode } from './axis.ts';
import type { Transport } from './transport.ts';

/** One thing that a gateway has to do, in words that its author can check. */
export interface Rule {
  /** Stable: reports, known-failing lists and documentation name it. */
  readonly id: string;
  /** A broken MUST fails a certification, a broken SHOULD is reported. */
  readonly level: 'MUST' | 'SHOULD';
  readonly text: string;
  /** Where the rule stands. */
  readonly source: string;
  /** The transports that the rule is about; all of them, where it is missing. */
  readonly transports?: readonly Transport[];
  /** How the handler has to be called, so that the rule applies; either way, where it is missing. */
  readonly mode?: HandlerMode;
  /** The dialects that the rule is about; all of them, where it is missing. */
  readonly dialects?: readonly Dialect[];
  /** What a target file has to declare, so that the rule applies. */
  readonly needs?: Need;
}

/** Whether a rule is about gateways that speak a dialect and call the handler in a mode. */
export function isAbout(rule: Pick<Rule, 'mode' | 'dialects'>, dialect: Dialect, mode: HandlerMode): boolean {
  return (rule.mode ?? mode) === mode && (rule.dialects?.includes(dialect) ?? true);
}

/** Things that not every target has. */
export type Need =
  | 'refusals.authentication'
  | 'refusals.publish'
  | 'refusals.subscribe'
  | 'refusals.certificate'
  | 'limited.connections'
  | 'limited.connection_rate'
  | 'limited.throughput'
  | 'limited.denied'
  | 'listeners.udp.idle'
  | 'handshake_timeout'
  | 'verify: verify_peer'
  | 'fail_if_no_peer_cert: true'
  | 'start or container'
  | 'log'
  | 'pid'
  | 'mountpoint'
  | 'no fixed mountpoint';
