import { formatAddress } from '../../conformance/gateway/target/address.ts';
import { invalidOption } from '../invalid-option.ts';
import { SimulatorError } from '../simulator-error.ts';
import type { Target } from './device-socket.ts';

/** With these no handshake has begun. */
const neverThere = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'];

/**
 * What to tell someone whose devices can't connect at all.
 *
 * @param source The address that they come from, where one was chosen.
 * @param reason The code of the error, or words.
 */
export function connectFailure(
  { transport, host, port }: Target,
  source: string | undefined,
  reason: string,
): SimulatorError {
  if (source !== undefined && (reason === 'EADDRNOTAVAIL' || reason === 'EINVAL'))
    return sourceFailure(source, reason);
  const target = `${transport}://${formatAddress({ host, port })}`;
  const mayBeCredentials = (transport === 'tls' || transport === 'dtls') && !neverThere.includes(reason);
  return new SimulatorError(
    'TARGET_UNREACHABLE',
    `no device can connect to ${target}: ${reason}: start the gateway, or correct --target${mayBeCredentials ? ', --ca, --cert or --key' : ''}`,
    { target, reason },
  );
}

/** What to tell someone whose devices can't come from an address. */
export function sourceFailure(source: string, reason: string, cause?: unknown): SimulatorError {
  const remedy = 'give addresses of this machine from which the target can be reached';
  return invalidOption('--source', source, `no device can connect from it (${reason}): ${remedy}`, cause);
}
