import type { Command } from 'commander';
import {
  defaultConfiguration,
  describeGateway,
  type RunningGateway,
  readConfiguration,
  startGateway,
} from '../gateway/index.ts';

/** How long the handler has to show itself before the user is told. */
const probeTime = 2_000;

/** Adds `exproto gateway`. */
export function addGateway(program: Command): void {
  program
    .command('gateway')
    .description('run the gateway')
    .option('--config <file>', 'gateway.yaml, or emqx_exproto.conf of EMQ X 4; embedded defaults without it')
    .action(({ config }: { config?: string }) => run(config));
}

async function run(file: string | undefined): Promise<void> {
  const { configuration, warnings } =
    file === undefined ? { configuration: defaultConfiguration(), warnings: [] } : readConfiguration(file);
  for (const warning of warnings) process.stderr.write(`exproto: warning: ${warning}\n`);
  const gateway = await startGateway(configuration);
  stopOnSignal(gateway);
  process.stdout.write(describeGateway(gateway, configuration));
  for (const problem of await gateway.probeHandlers(probeTime)) {
    process.stderr.write(
      `exproto: warning: ${problem}; devices are closed until it can: start it, or correct handler.url\n`,
    );
  }
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
