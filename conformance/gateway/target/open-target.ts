import { setMaxListeners } from 'node:events';
import { Scoreboard } from '../../judge/scoreboard.ts';
import type { RuleId } from '../../rules/catalogue.ts';
import { isStream, type Transport, transports } from '../../rules/transport.ts';
import { SuiteError } from '../suite-error.ts';
import { AdapterClient } from '../world/adapter-client.ts';
import { Lobby } from '../world/lobby.ts';
import { SuiteHandler } from '../world/suite-handler.ts';
import type { Suite } from '../world/world.ts';
import { formatAddress } from './address.ts';
import { startContainer } from './container/start-container.ts';
import { type OwnGatewayOptions, startOwnGateway } from './own-gateway.ts';
import { StartedProcess, startProcess } from './start-process.ts';
import type { StartedGateway } from './started-gateway.ts';
import { type Address, listenerOf, type Target } from './target.ts';
import { tryConnect } from './try-connect.ts';

/** A gateway described by a target file, or our own as a process of its own. */
export type TargetSource =
  | Target
  | ({ readonly own: true; readonly service?: Target['handler']['service'] } & OwnGatewayOptions);

/** A gateway that is ready to be judged, with the suite's handler listening. */
export class OpenTarget {
  readonly target: Target;
  /** One for each transport that is to be judged. */
  readonly suites: readonly Suite[];
  readonly #adapter: AdapterClient;
  readonly #handler: SuiteHandler;
  readonly #process: StartedGateway | undefined;
  readonly #abort = new AbortController();
  /** A scenario has asked the gateway to end. */
  #isStopped = false;

  constructor(
    target: Target,
    chosen: readonly Transport[],
    lobby: Lobby,
    handler: SuiteHandler,
    process: StartedGateway | undefined,
  ) {
    this.target = target;
    this.#handler = handler;
    this.#process = process;
    this.#adapter = new AdapterClient(target.adapter);
    const { signal } = this.#abort;
    // Every wait of every scenario listens to it.
    setMaxListeners(0, signal);
    const claimed = new Set<RuleId>();
    const stopGateway = async () => {
      this.#isStopped = true;
      await process?.stop();
    };
    const output = () => (process instanceof StartedProcess ? process.output : '');
    const shared = { target, adapter: this.#adapter, lobby, handler, signal, output, stopGateway };
    this.suites = chosen.map((transport) => ({ ...shared, transport, scoreboard: new Scoreboard(claimed) }));
    process?.onDeath((error) => this.#abort.abort(error));
  }

  /** Settles as the run does; rejects with `TARGET_DIED` when the gateway dies. */
  async whileAlive(run: Promise<void>): Promise<void> {
    const { signal } = this.#abort;
    const death = new Promise<never>((_, reject) => {
      const die = () => reject(signal.reason);
      if (signal.aborted) die();
      else signal.addEventListener('abort', die);
    });
    try {
      await Promise.race([run, death]);
    } catch (error) {
      throw await this.#explain(error);
    }
    // Devices on UDP cannot tell a gateway that is gone from one that keeps silent.
    const dead = await this.#death();
    if (dead !== undefined) throw dead;
  }

  async close(): Promise<void> {
    this.#abort.abort(new Error('the run is over'));
    this.#adapter.close();
    await this.#process?.stop();
    this.#handler.close();
  }

  /** A device that can't connect in mid-run says that the gateway is gone. */
  async #explain(error: unknown): Promise<unknown> {
    if (!(error instanceof SuiteError) || error.code !== 'TARGET_UNREACHABLE') return error;
    return (await this.#death(error)) ?? error;
  }

  /** A gateway that ends may close its listeners first, and serve its adapter for a while. */
  async #death(found?: SuiteError): Promise<SuiteError | undefined> {
    if (this.#isStopped) return undefined;
    for (const address of acceptingAddresses(this.target)) {
      const cause = await tryConnect(address);
      if (cause === undefined) continue;
      const text = `the gateway died in mid-run: ${formatAddress(address)} accepts no more (${cause})`;
      return new SuiteError('TARGET_DIED', text, found);
    }
    return undefined;
  }
}

/**
 * @param wanted The transports to judge; all that the target has, where it is missing.
 * @throws {SuiteError} when the handler's address is taken, the gateway does not start, or has no listener of a transport
 */
export async function openTarget(
  source: TargetSource,
  wanted: readonly Transport[] | undefined,
): Promise<OpenTarget> {
  const lobby = new Lobby();
  // Nothing is started for a transport that the target file does not have.
  if (!('own' in source)) chooseTransports(source, wanted);
  const listen = 'own' in source ? { host: '127.0.0.1', port: 0 } : source.handler.listen;
  const handler = await SuiteHandler.listen(listen, lobby.receive);
  try {
    const { target, process } = await start(source, handler);
    lobby.target = target;
    return new OpenTarget(target, chooseTransports(target, wanted), lobby, handler, process);
  } catch (error) {
    handler.close();
    throw error;
  }
}

function chooseTransports(
  { name, listeners }: Target,
  wanted: readonly Transport[] | undefined,
): readonly Transport[] {
  const declared = transports.filter((transport) => listeners[transport] !== undefined);
  const missing = wanted?.find((transport) => !declared.includes(transport));
  if (missing === undefined) return declared.filter((transport) => wanted?.includes(transport) ?? true);
  const text = `${name} has no listener ${missing}: it has ${declared.join(', ')}; declare listeners.${missing} in the target file`;
  throw new SuiteError('UNKNOWN_TRANSPORT', text);
}

async function start(
  source: TargetSource,
  handler: SuiteHandler,
): Promise<{ readonly target: Target; readonly process: StartedGateway | undefined }> {
  if ('own' in source) {
    return startOwnGateway(handler.address, source.service ?? 'ConnectionUnaryHandler', source);
  }
  if (source.container !== undefined) {
    const started = await startContainer(source, source.container);
    await untilListening(started.target, started.process, source.container.timeout);
    return started;
  }
  if (source.start === undefined) return { target: source, process: undefined };
  const process = await startProcess(source.start.command, source.start.timeout);
  await untilListening(source, process, source.start.timeout);
  return { target: source, process };
}

/** A command or a container is ready when its listeners and its adapter accept. */
async function untilListening(target: Target, process: StartedGateway, timeout: number): Promise<void> {
  const until = performance.now() + timeout;
  const addresses = acceptingAddresses(target);
  for (;;) {
    const causes = await Promise.all(addresses.map(tryConnect));
    if (causes.every((cause) => cause === undefined)) return;
    if (process.hasEnded) await endedEarly(process);
    if (performance.now() > until) {
      await process.stop();
      const where = addresses.map(
        (address, index) => `${formatAddress(address)} (${causes[index] ?? 'accepts'})`,
      );
      throw new SuiteError(
        'TARGET_DID_NOT_START',
        `the gateway did not accept within ${timeout / 1000} s: ${where.join(' and ')}${remedy(target)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function remedy({ container }: Target): string {
  return container === undefined || container.ports.length === 0
    ? ''
    : '; with container.ports it has to listen at 0.0.0.0, and this machine has to reach the network of containers, which no engine in a virtual machine or without root allows: leave out container.ports there';
}

/** Rejects with what is known of the end. */
async function endedEarly(process: StartedGateway): Promise<void> {
  try {
    await process.untilOutput(/$^/);
  } finally {
    await process.stop();
  }
}

/** Where one can see whether a gateway accepts. Who listens for datagrams does not show it. */
function acceptingAddresses(target: Target): readonly Address[] {
  const visible = transports.filter(
    (transport) => isStream(transport) && target.listeners[transport] !== undefined,
  );
  return [...visible.map((transport) => listenerOf(target, transport).address), target.adapter];
}
