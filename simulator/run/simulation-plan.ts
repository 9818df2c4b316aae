import type { CommandRoute } from '../clients/command-route.ts';
import type { DeviceCredentials } from '../clients/create-connector.ts';
import type { Target } from '../clients/device-socket.ts';
import type { Impairment } from '../clients/impairment.ts';
import type { LoadPlan } from '../load/load-plan.ts';

/** What one process is told. It is plain data: the same plan makes the same devices. */
export interface SimulationPlan {
  readonly target: Target;
  /** The addresses that devices connect from, in turn. */
  readonly sources: readonly string[];
  readonly credentials: DeviceCredentials;
  /** A bad network, on UDP and DTLS. */
  readonly impairment?: Impairment | undefined;
  /** How devices talk: a built-in profile, or a file; `echo` where it is missing. */
  readonly profile?: string | undefined;
  /** Bytes of an echo frame. */
  readonly size: number;
  /** Where devices get commands. */
  readonly commandRoute?: CommandRoute | undefined;
  readonly load: LoadPlan;
}
