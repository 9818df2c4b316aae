import { setMaxListeners } from 'node:events';
import type { Scoreboard } from '../../judge/scoreboard.ts';
import { SuiteError } from '../suite-error.ts';
import { AdapterClient } from '../world/adapter-client.ts';
import { Lobby } from '../world/lobby.ts';
import { SuiteHandler } from '../world/suite-handler.ts';
import type { Suite } from '../world/world.ts';
import { formatAddress } from './address.ts';
import { type OwnGatewayOptions, startOwnGateway } from './own-gateway.ts';
import { type StartedProcess, startProcess } from './start-process.ts';
import type { Target } from './target.ts';
import { tryConnect } from './try-connect.ts';

/** A gateway described by a target file, or our own as a process of its own. */
export type TargetSource =
  | Target
  | ({ readonly own: true; readonly service?: Target['handler']['service'] } & OwnGatewayOptions);

/** A gateway that is ready to be judged, with the suite's handler listening. */
export class OpenTarget {
  readonly suite: Suite;
  readonly #handler: SuiteHandler;
  readonly #process: StartedProcess | undefined;
  readonly #abort: AbortController;

  constructor(
    suite: Suite,
    handler: SuiteHandler,
    process: StartedProcess | undefined,
    abort: AbortController,
  ) {
    this.suite = suite;
    this.#handler = handler;
    this.#process = process;
    this.#abort = abort;
    process?.onDeath((error) => abort.abort(error));
  }

  /** Settles as the run does; rejects at once with `TARGET_DIED` when the gateway dies. */
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
  }

  async close(): Promise<void> {
    this.#abort.abort(new Error('the run is over'));
    this.suite.adapter.close();
    await this.#process?.stop();
    this.#handler.close();
  }

  /** A device that can't connect in mid-run says that the gateway is gone. */
  async #explain(error: unknown): Promise<unknown> {
    if (!(error instanceof SuiteError) || error.code !== 'TARGET_UNREACHABLE') return error;
    const cause = await tryConnect(this.suite.target.listeners.tcp);
    if (cause === undefined) return error;
    const where = formatAddress(this.suite.target.listeners.tcp);
    return new SuiteError(
      'TARGET_DIED',
      `the gateway died in mid-run: ${where} accepts no more (${cause})`,
      error,
    );
  }
}

/** @throws {SuiteError} when the handler's address is taken, or the gateway does not start */
export async function openTarget(source: TargetSource, scoreboard: Scoreboard): Promise<OpenTarget> {
  const lobby = new Lobby();
  const listen = 'own' in source ? { host: '127.0.0.1', port: 0 } : source.handler.listen;
  const handler = await SuiteHandler.listen(listen, lobby.receive);
  try {
    const { target, process } = await start(source, handler);
    const abort = new AbortController();
    // Every wait of every scenario listens to it.
    setMaxListeners(0, abort.signal);
    const adapter = new AdapterClient(target.adapter);
    return new OpenTarget(
      { target, adapter, lobby, scoreboard, signal: abort.signal },
      handler,
      process,
      abort,
    );
  } catch (error) {
    handler.close();
    throw error;
  }
}

async function start(
  source: TargetSource,
  handler: SuiteHandler,
): Promise<{ readonly target: Target; readonly process: StartedProcess | undefined }> {
  if ('own' in source) {
    return startOwnGateway(handler.address, source.service ?? 'ConnectionUnaryHandler', source);
  }
  if (source.start === undefined) return { target: source, process: undefined };
  const process = await startProcess(source.start.command, source.start.timeout);
  await untilListening(source, process, source.start.timeout);
  return { target: source, process };
}

/** A command is ready when its listener and its adapter accept. */
async function untilListening(target: Target, process: StartedProcess, timeout: number): Promise<void> {
  const until = performance.now() + timeout;
  for (;;) {
    const [listener, adapter] = await Promise.all([
      tryConnect(target.listeners.tcp),
      tryConnect(target.adapter),
    ]);
    if (listener === undefined && adapter === undefined) return;
    if (process.hasEnded) await process.untilOutput(/$^/);
    if (performance.now() > until) {
      await process.stop();
      const where = `${formatAddress(target.listeners.tcp)} (${listener ?? 'accepts'}) and ${formatAddress(target.adapter)} (${adapter ?? 'accepts'})`;
      throw new SuiteError(
        'TARGET_DID_NOT_START',
        `the gateway did not accept within ${timeout / 1000} s: ${where}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
