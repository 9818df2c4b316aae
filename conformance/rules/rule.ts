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
  /** What a target file has to declare, so that the rule applies. */
  readonly needs?: Need;
}

/** Things that not every target has. */
export type Need =
  | 'refusals.authentication'
  | 'refusals.publish'
  | 'refusals.subscribe'
  | 'refusals.certificate'
  | 'listeners.tcp.limited.connections'
  | 'listeners.tcp.limited.connection_rate'
  | 'listeners.tcp.limited.throughput'
  | 'listeners.tcp.limited.denied'
  | 'listeners.udp.idle'
  | 'handshake_timeout'
  | 'verify: verify_peer'
  | 'fail_if_no_peer_cert: true'
  | 'log'
  | 'mountpoint'
  | 'no fixed mountpoint';
