import type { Command } from 'commander';
import {
  defaultConfiguration,
  describeGateway,
  type RunningGateway,
  readConfiguration,
  startGateway,
} from '../gateway/index.ts';
import { exitCodes } from './exit-codes.ts';
import { reloadOnSignal } from './reload-on-signal.ts';

/** How long the handler has to show itself before the user is told. */
const probeTime = 2_000;

/** Adds `exproto gateway`. */
export function addGateway(program: Command): void {
  program
    .command('gateway')
    .description('run the gateway')
    .option('--config <file>', 'gateway.yaml, or a file of EMQ X 4 or EMQX 5; embedded defaults without it')
    .option('--require-handler', 'end with exit code 2 when the handler cannot be reached at the start')
    .action(run);
}

interface Options {
  readonly config?: string;
  readonly requireHandler?: true;
}

async function run({ config: file, requireHandler }: Options): Promise<void> {
  const { configuration, warnings } =
    file === undefined ? { configuration: defaultConfiguration(), warnings: [] } : readConfiguration(file);
  for (const warning of warnings) process.stderr.write(`exproto: warning: ${warning}\n`);
  const gateway = await startGateway(configuration);
  reloadOnSignal(gateway, file);
  stopOnSignal(gateway);
  if (requireHandler === true) await demandHandlers(gateway);
  process.stdout.write(describeGateway(gateway, configuration));
  for (const problem of requireHandler === true ? [] : await gateway.probeHandlers(probeTime)) {
    process.stderr.write(
      `exproto: warning: ${problem}; devices are closed until it can: start it, or correct its url\n`,
    );
  }
}

/** For those who would rather have no gateway than one whose devices are turned away. */
async function demandHandlers(gateway: RunningGateway): Promise<void> {
  const problems = await gateway.probeHandlers(probeTime);
  if (problems.length === 0) return;
  for (const problem of problems) {
    process.stderr.write(`exproto: ${problem}: start it before the gateway, or correct its url\n`);
  }
  await gateway.stop();
  process.exit(exitCodes.usage);
}

function stopOnSignal(gateway: RunningGateway): void {
  let stopping = false;
  const stop = (signal: string) => {
    // The second signal is from someone who does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    process.stderr.write(`exproto: ${signal}: closing ${gateway.connectionCount} connections\n`);
    void gateway.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
}
