import { connectFailure } from '../clients/connect-failure.ts';
import { createConnector, type DeviceCredentials } from '../clients/create-connector.ts';
import { kindOf, type Target } from '../clients/device-socket.ts';
import { pause } from './pause.ts';
import { type Visit, type Visitor, visit } from './visit.ts';

/** So often a device that is turned away comes again: what refused it may have been a rate. */
const attempts = 3;
const retryTime = 150;
/** On datagrams it sends from the same port again instead, where it may have a place already. In milliseconds. */
const datagramPatience = 2_500;

/** What one address got. */
export interface AddressAccess {
  /** Undefined for the one that the system chooses. */
  readonly source: string | undefined;
  readonly allowed: boolean;
  /** The handler sends back what devices send. */
  readonly echoes: boolean;
  /** The device that was let in, where it has not left. */
  readonly visitor?: Visitor;
}

/** How a device that is turned away may find its socket; with any other error there is no gateway, or none for it. */
const turnedAway = ['ECONNRESET', 'ECONNABORTED', 'EPIPE'];

/**
 * Tries to connect from an address.
 *
 * @param interval Milliseconds in which the declared rate lets another device in.
 * @throws {SimulatorError} `TARGET_UNREACHABLE`, `CREDENTIALS_UNUSABLE`, `OPTION_INVALID` for an address that isn't of this machine
 */
export async function measureAccess(
  target: Target,
  source: string | undefined,
  credentials: DeviceCredentials,
  interval: number,
  signal: AbortSignal | undefined,
): Promise<AddressAccess> {
  const sources = source === undefined ? [] : [source];
  const connector = await createConnector(target, { sources, credentials });
  const approach = { connector, transport: target.transport, echoes: true };
  const isStream = kindOf(target.transport) === 'stream';
  try {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await visit(approach, attempt, isStream ? undefined : datagramPatience);
      const { admission, visitor } = outcome;
      // Connected, but nothing comes back: on datagrams that is no proof.
      const silent = admission === 'unanswered' && isStream && visitor.isOpen;
      check(target, source, outcome);
      const found = { source, allowed: true, echoes: true };
      // A gateway keeps the place of one that leaves on UDP: it is counted there.
      if (admission === 'admitted' && target.transport === 'udp') return { ...found, visitor };
      visitor.leave();
      if (admission === 'admitted') return found;
      if (silent || !isStream || attempt === attempts) return { source, allowed: silent, echoes: false };
      await pause(Math.max(retryTime, interval), signal);
    }
  } finally {
    connector.close();
  }
}

function check(target: Target, source: string | undefined, { error }: Visit): void {
  if (error === undefined || turnedAway.includes(error)) return;
  throw connectFailure(target, source, error);
}
