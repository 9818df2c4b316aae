import { createAdapter } from './adapter/adapter.ts';
import type { AdapterServer } from './adapter/adapter-server.ts';
import { Publisher } from './broker/publisher.ts';
import { Alarms } from './clock/alarms.ts';
import type { GatewayConfiguration, ListenerConfiguration } from './config/configuration.ts';
import { Connection } from './connection/connection.ts';
import type { Environment } from './connection/environment.ts';
import type { ConnectionSettings } from './core/settings.ts';
import { largestRecord } from './dtls/dtls.ts';
import { HandlerClients } from './handler/handler-clients.ts';
import { descriptorLimit } from './limits/descriptors.ts';
import { scarceDescriptors } from './limits/scarce-descriptors.ts';
import type { AcceptConnection, Listener } from './listeners/listener.ts';
import type { Parts } from './parts.ts';
import { planReload } from './plan-reload.ts';
import { Registry } from './registry/registry.ts';
import type { ReloadOutcome, RunningGateway } from './start-gateway.ts';

/** How long `OnSocketClosed` and what waits before it may take: docs/protocol.md, section 4. */
const closeTimeout = 15_000;

/** The largest payload of a UDP datagram over IPv4, in bytes. */
const largestDatagram = 65_507;

/** All parts at work together. */
export class Gateway implements RunningGateway {
  #configuration: GatewayConfiguration;
  readonly #parts: Parts;
  readonly #registry = new Registry();
  readonly #alarms: Alarms;
  readonly #publisher: Publisher;
  readonly #handlers: HandlerClients;
  readonly #listeners: Listener[] = [];
  /** What new connections of each listener live in. */
  readonly #environments = new Map<string, Environment>();
  #adapter: AdapterServer | undefined;
  #ended: (() => void) | undefined;
  #stopped: Promise<void> | undefined;

  private constructor(configuration: GatewayConfiguration, parts: Parts) {
    this.#configuration = configuration;
    this.#parts = parts;
    this.#handlers = new HandlerClients((handler) => parts.createHandlerClient(handler));
    this.#alarms = new Alarms(parts.clock);
    this.#publisher = new Publisher(parts.broker, parts.clock, configuration.node);
    this.#registry.emptied = () => this.#ended?.();
  }

  static async start(configuration: GatewayConfiguration, parts: Parts): Promise<Gateway> {
    const gateway = new Gateway(configuration, parts);
    try {
      await gateway.#open();
    } catch (error) {
      gateway.#release();
      throw error;
    }
    return gateway;
  }

  get adapter() {
    if (this.#adapter === undefined) throw new Error('the gateway has not started');
    return this.#adapter.address;
  }

  get listeners() {
    return this.#listeners.map(({ name, transport, address }) => ({ name, transport, address }));
  }

  get refusals() {
    return Object.fromEntries(this.#listeners.map((listener) => [keyOf(listener), listener.refusals]));
  }

  get dropped() {
    return Object.fromEntries(
      this.#listeners.flatMap((listener) =>
        listener.dropped === undefined ? [] : [[keyOf(listener), listener.dropped]],
      ),
    );
  }

  get connectionCount() {
    return this.#registry.size;
  }

  async probeHandlers(timeout: number): Promise<readonly string[]> {
    const outcomes = await Promise.all(
      this.#configuration.listeners.map(async ({ handler }) => {
        const problem = await this.#handlers.of(handler).probe(timeout);
        return problem === undefined ? [] : [`handler ${handler.url} can't be reached: ${problem}`];
      }),
    );
    return [...new Set(outcomes.flat())];
  }

  reload(wanted: GatewayConfiguration): ReloadOutcome {
    const { configuration, taken, needsRestart } = planReload(this.#configuration, wanted);
    const before = this.#configuration;
    try {
      this.#takeOver(before, configuration);
    } catch (error) {
      this.#takeOver(configuration, before);
      throw error;
    }
    this.#configuration = configuration;
    for (const listener of configuration.listeners) this.#settle(listener);
    return { taken, needsRestart };
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    for (const listener of this.#listeners) listener.stop();
    const gone = new Promise<void>((resolve) => {
      this.#ended = resolve;
    });
    for (const connection of [...this.#registry]) connection.dispatch({ type: 'shutdown' });
    if (this.#registry.size > 0) await this.#withinDeadline(gone);
    if (this.#registry.size > 0) {
      this.#parts.log.warn(
        { connections: this.#registry.size },
        'stopped before every connection was closed',
      );
      for (const connection of [...this.#registry]) connection.dispatch({ type: 'abandoned' });
    }
    this.#release();
  }

  async #open(): Promise<void> {
    const scarce = scarceDescriptors(this.#configuration.listeners, descriptorLimit);
    if (scarce !== undefined) this.#parts.log.warn({}, scarce);
    const adapter = createAdapter(this.#registry, this.#publisher);
    this.#adapter = await this.#parts.serveAdapter(this.#configuration.adapter, adapter);
    const environment = { clock: this.#parts.clock, alarms: this.#alarms, log: this.#parts.log };
    for (const listener of this.#configuration.listeners) {
      this.#listeners.push(await this.#parts.listen(listener, this.#acceptFor(listener), environment));
    }
  }

  #takeOver(before: GatewayConfiguration, { adapter, listeners }: GatewayConfiguration): void {
    if (adapter.tls !== undefined) this.#adapter?.reload?.(adapter.tls);
    for (const configuration of listeners) {
      this.#listeners.find((listener) => keyOf(listener) === keyOf(configuration))?.reload(configuration);
    }
    const changed = new Map(listeners.map((listener) => [keyOf(listener), listener.handler]));
    this.#handlers.reload(
      before.listeners.map((listener) => [
        listener.handler,
        changed.get(keyOf(listener)) ?? listener.handler,
      ]),
    );
  }

  #acceptFor(listener: ListenerConfiguration): AcceptConnection {
    const { createConn } = this.#parts;
    const key = keyOf(listener);
    const first = this.#settle(listener);
    return (info, socket) => new Connection(createConn(), info, socket, this.#environments.get(key) ?? first);
  }

  #settle(listener: ListenerConfiguration): Environment {
    const { step, clock, broker, authenticator, log } = this.#parts;
    const environment: Environment = {
      settings: this.#settingsOf(listener),
      step,
      clock,
      alarms: this.#alarms,
      handler: this.#handlers.of(listener.handler),
      registry: this.#registry,
      broker,
      publisher: this.#publisher,
      authenticator,
      log,
    };
    this.#environments.set(keyOf(listener), environment);
    return environment;
  }

  #settingsOf(listener: ListenerConfiguration): ConnectionSettings {
    const { mountpoint, maxQueuedMessages } = this.#configuration;
    return {
      datagrams: listener.transport === 'udp' || listener.transport === 'dtls',
      largestDatagram: listener.transport === 'dtls' ? largestRecord : largestDatagram,
      streams: listener.handler.mode === 'stream',
      idleTimeout: listener.idleTimeout,
      callbackTimeout: listener.handler.callbackTimeout,
      closeTimeout,
      sendTimeout: listener.sendTimeout,
      sendBuffer: listener.sendBuffer,
      receiveBuffer: listener.receiveBuffer,
      maxQueuedMessages,
      mountpoint,
      authorize: this.#parts.authorize,
    };
  }

  async #withinDeadline(gone: Promise<void>): Promise<void> {
    let cancel = () => {};
    const deadline = new Promise<void>((resolve) => {
      cancel = this.#parts.clock.after(this.#configuration.shutdownTimeout, resolve);
    });
    await Promise.race([gone, deadline]);
    cancel();
  }

  #release(): void {
    for (const listener of this.#listeners) listener.stop();
    this.#adapter?.close();
    this.#alarms.stop();
    this.#handlers.close();
  }
}

function keyOf({ transport, name }: Pick<ListenerConfiguration, 'transport' | 'name'>): string {
  return `${transport}.${name}`;
}
