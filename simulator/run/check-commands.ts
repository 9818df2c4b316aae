import { createAdapterClient } from '../clients/adapter-client.ts';
import type { LoadPlan } from '../load/load-plan.ts';
import type { DeviceScript } from '../script/device-script.ts';
import { SimulatorError } from '../simulator-error.ts';

/** How long the adapter may take to answer, in milliseconds. */
const patience = 5_000;

/** @throws {SimulatorError} `OPTION_INVALID` for commands that devices do not know, or that can not be published */
export function checkCommands(
  { name, hasCommands = false }: DeviceScript,
  {
    load,
    target,
    adapter,
  }: { readonly load: Pick<LoadPlan, 'commandRate'>; readonly target?: unknown; readonly adapter?: unknown },
): void {
  if (load.commandRate === undefined) return;
  const facts = { option: '--command-rate', value: `${load.commandRate}/s` };
  if (!hasCommands)
    throw new SimulatorError(
      'OPTION_INVALID',
      `--command-rate: devices of ${name} know no commands: give a --profile with commands, such as tracker`,
      facts,
    );
  if (target !== undefined && adapter === undefined)
    throw new SimulatorError(
      'OPTION_INVALID',
      "--command-rate: say where the gateway's adapter is: --adapter host:port",
      facts,
    );
}

/** @throws {SimulatorError} `TARGET_UNREACHABLE` */
export async function checkAdapter(address: string): Promise<void> {
  const client = createAdapterClient(address);
  try {
    await client.connect(patience);
  } catch (cause) {
    throw new SimulatorError(
      'TARGET_UNREACHABLE',
      `no adapter answers at ${address}: start the gateway, or correct --adapter`,
      { target: address },
      cause,
    );
  } finally {
    client.close();
  }
}
