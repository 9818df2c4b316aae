/** The name of a method of the user's service. */
export type CallbackMethod =
  | 'OnSocketCreated'
  | 'OnSocketClosed'
  | 'OnReceivedBytes'
  | 'OnTimerTimeout'
  | 'OnReceivedMessages';

/** Why a callback did not end in an answer. */
export interface CallbackFailure {
  /** The gRPC status, such as `FAILED_PRECONDITION`. */
  readonly status: string;
  readonly details: string;
  /** Whether the user's service saw the call; `certain` where it answered. */
  readonly arrival: 'never' | 'unknown' | 'certain';
}

/** Why a connection ended. */
export type CloseReason =
  | {
      readonly kind:
        | 'tcp_closed'
        | 'ssl_closed'
        | 'normal'
        | 'keepalive_timeout'
        | 'idle_timeout'
        | 'discarded'
        | 'send_timeout'
        | 'shutdown';
    }
  | { readonly kind: 'callback_failed'; readonly method: CallbackMethod; readonly failure: CallbackFailure };

/** The reason in plain words, as `OnSocketClosed.reason` carries it. */
export function plainReason(reason: CloseReason): string {
  if (reason.kind !== 'callback_failed') return reason.kind;
  const { status, details } = reason.failure;
  return `${reason.method} failed: ${status}${details === '' ? '' : `: ${details}`}`;
}

/** The reason as EMQX prints it: handlers in the wild compare these strings (docs/protocol.md, section 4). */
export function emqxReason(reason: CloseReason): string {
  if (reason.kind !== 'callback_failed') return `{shutdown,${reason.kind}}`;
  const method = reason.method.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase();
  const { status, details } = reason.failure;
  const quoted = details.replace(/["\\]/g, '\\$&');
  return `{shutdown,{error,{${method},{${status.toLowerCase()},<<"${quoted}">>}}}}`;
}
