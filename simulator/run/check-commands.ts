import { type CommandRoute, createCommander } from '../clients/command-route.ts';
import type { LoadPlan } from '../load/load-plan.ts';
import type { Threshold } from '../measure/thresholds.ts';
import type { DeviceScript } from '../script/device-script.ts';
import { SimulatorError } from '../simulator-error.ts';

/** How long who takes commands may take to answer, in milliseconds. */
const patience = 5_000;

/** @throws {SimulatorError} `OPTION_INVALID` for commands that devices do not know or that can not be published, and thresholds on none */
export function checkCommands(
  { name, hasCommands = false }: DeviceScript,
  {
    load,
    target,
    commandRoute,
    thresholds = [],
  }: {
    readonly load: Pick<LoadPlan, 'commandRate'>;
    readonly target?: unknown;
    readonly commandRoute?: unknown;
    readonly thresholds?: readonly Threshold[];
  },
): void {
  if (load.commandRate === undefined) return checkThresholds(thresholds);
  const facts = { option: '--command-rate', value: `${load.commandRate}/s` };
  if (!hasCommands)
    throw new SimulatorError(
      'OPTION_INVALID',
      `--command-rate: devices of ${name} know no commands: give a --profile with commands, such as tracker`,
      facts,
    );
  if (target !== undefined && commandRoute === undefined)
    throw new SimulatorError(
      'OPTION_INVALID',
      "--command-rate: say where the gateway's adapter is, --adapter host:port, or give a --command-url of your own",
      facts,
    );
}

function checkThresholds(thresholds: readonly Threshold[]): void {
  const onCommands = thresholds.find(({ metric }) => /^(command|answer)/.test(metric.name));
  if (onCommands === undefined) return;
  const { text } = onCommands;
  throw new SimulatorError(
    'OPTION_INVALID',
    `--expect '${text}': there are no commands: say how many with --command-rate`,
    { option: '--expect', value: text },
  );
}

/** @throws {SimulatorError} `TARGET_UNREACHABLE` */
export async function checkCommandRoute(route: CommandRoute): Promise<void> {
  const commander = createCommander(route);
  const [target, remedy] =
    'adapter' in route
      ? [
          route.adapter,
          `start the gateway, or correct --adapter${route.tls === undefined ? ', with https:// where it has TLS' : ', --adapter-ca, --adapter-cert or --adapter-key'}`,
        ]
      : [route.url, 'start what takes commands, or correct --command-url'];
  try {
    await commander.connect(patience);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `commands can't go to ${target}: ${reason}: ${remedy}`;
    throw new SimulatorError('TARGET_UNREACHABLE', message, { target }, cause);
  } finally {
    commander.close();
  }
}
