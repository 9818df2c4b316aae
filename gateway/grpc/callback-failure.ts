import { type ServiceError, status } from '@grpc/grpc-js';
import type { CallbackFailure } from '../core/reason.ts';

/** How grpc-js says that there was no connection to send the call on. */
const neverSent = /^(No connection established|Name resolution failed)/;

/**
 * What became of a call that ended in an error.
 *
 * @param answered Whether headers of an answer have come before.
 * @param explain Says in better words than grpc-js why there is no connection.
 */
export function toFailure(
  error: ServiceError,
  answered: boolean,
  explain: (details: string) => string,
): CallbackFailure {
  const name = status[error.code] ?? 'UNKNOWN';
  const arrival = arrivalOf(error, answered);
  return { status: name, details: arrival === 'never' ? explain(error.details) : error.details, arrival };
}

function arrivalOf(error: ServiceError, answered: boolean): CallbackFailure['arrival'] {
  if (error.code === status.UNAVAILABLE && neverSent.test(error.details)) return 'never';
  // An answer of the service carries headers, or metadata where it is an error alone.
  // A connection that broke has none, nor has a call that a stopping handler cut off.
  return answered || Object.keys(error.metadata.getMap()).length > 0 ? 'certain' : 'unknown';
}
