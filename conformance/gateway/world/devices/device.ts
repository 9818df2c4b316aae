import type { Transport } from '../../../rules/transport.ts';
import { SuiteError } from '../../suite-error.ts';
import { formatAddress } from '../../target/address.ts';
import type { Address } from '../../target/target.ts';

/** What a device tells its connection. */
export interface DeviceEvents {
  /** Bytes of a stream, or one datagram. */
  received(bytes: Buffer): void;
  /** The gateway has closed, orderly or by a reset. Nobody can see that on UDP. */
  closed(): void;
}

/** A device on a real socket. */
export interface Device {
  readonly localAddress: Address;
  /** The address of the listener that the device has reached; undefined where it can't be known. */
  readonly remoteHost: string | undefined;
  /** The port of that listener. Devices of different listeners may have the same local port. */
  readonly remotePort?: number | undefined;
  /** Settles when the bytes have left this process, which on a stream takes until the gateway reads them. */
  write(bytes: Buffer): Promise<void>;
  /** Closes the sending half of a stream, says close_notify on DTLS; means nothing on UDP. */
  end(): void;
  /** Goes without a word: closes a stream with a reset. */
  reset(): void;
  /** Goes at once, at the end of a scenario. */
  destroy(): void;
}

/** How long a gateway may take to accept: the machine's doing more than the protocol's. */
export const connectTime = 15_000;

export function unreachable(transport: Transport, address: Address, cause: unknown): SuiteError {
  const where = `${transport}://${formatAddress(address)}`;
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  const text = `the listener ${where} can't be reached${reason}: is the gateway running, and is listeners.${transport} of the target right?`;
  return new SuiteError('TARGET_UNREACHABLE', text, cause);
}
