import { createAdapter } from './adapter/adapter.ts';
import type { AdapterServer } from './adapter/adapter-server.ts';
import { Publisher } from './broker/publisher.ts';
import { Alarms } from './clock/alarms.ts';
import type {
  GatewayConfiguration,
  HandlerConfiguration,
  ListenerConfiguration,
} from './config/configuration.ts';
import { Connection } from './connection/connection.ts';
import type { Environment } from './connection/environment.ts';
import type { ConnectionSettings } from './core/settings.ts';
import { largestRecord } from './dtls/dtls.ts';
import type { HandlerClient } from './handler/handler-client.ts';
import type { AcceptConnection, Listener } from './listeners/listener.ts';
import type { Parts } from './parts.ts';
import { Registry } from './registry/registry.ts';
import type { RunningGateway } from './start-gateway.ts';

/** How long `OnSocketClosed` and what waits before it may take: docs/protocol.md, section 4. */
const closeTimeout = 15_000;

/** The largest payload of a UDP datagram over IPv4, in bytes. */
const largestDatagram = 65_507;

/** All parts at work together. */
export class Gateway implements RunningGateway {
  readonly #configuration: GatewayConfiguration;
  readonly #parts: Parts;
  readonly #registry = new Registry();
  readonly #alarms: Alarms;
  readonly #publisher: Publisher;
  readonly #handlers = new Map<string, HandlerClient>();
  readonly #listeners: Listener[] = [];
  #adapter: AdapterServer | undefined;
  #ended: (() => void) | undefined;
  #stopped: Promise<void> | undefined;

  private constructor(configuration: GatewayConfiguration, parts: Parts) {
    this.#configuration = configuration;
    this.#parts = parts;
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
    return Object.fromEntries(
      this.#listeners.map(({ transport, name, refusals }) => [`${transport}.${name}`, refusals]),
    );
  }

  get connectionCount() {
    return this.#registry.size;
  }

  async probeHandlers(timeout: number): Promise<readonly string[]> {
    const outcomes = await Promise.all(
      this.#configuration.listeners.map(async ({ handler }) => {
        const problem = await this.#handlerOf(handler).probe(timeout);
        return problem === undefined ? [] : [`handler ${handler.url} can't be reached: ${problem}`];
      }),
    );
    return [...new Set(outcomes.flat())];
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
    const adapter = createAdapter(this.#registry, this.#publisher);
    this.#adapter = await this.#parts.serveAdapter(this.#configuration.adapter, adapter);
    const environment = { clock: this.#parts.clock, alarms: this.#alarms, log: this.#parts.log };
    for (const listener of this.#configuration.listeners) {
      this.#listeners.push(await this.#parts.listen(listener, this.#acceptFor(listener), environment));
    }
  }

  #acceptFor(listener: ListenerConfiguration): AcceptConnection {
    const { step, clock, broker, authenticator, log, createConn } = this.#parts;
    const environment: Environment = {
      settings: this.#settingsOf(listener),
      step,
      clock,
      alarms: this.#alarms,
      handler: this.#handlerOf(listener.handler),
      registry: this.#registry,
      broker,
      publisher: this.#publisher,
      authenticator,
      log,
    };
    return (info, socket) => new Connection(createConn(), info, socket, environment);
  }

  #settingsOf(listener: ListenerConfiguration): ConnectionSettings {
    const { mountpoint, maxQueuedMessages } = this.#configuration;
    return {
      datagrams: listener.transport === 'udp' || listener.transport === 'dtls',
      largestDatagram: listener.transport === 'dtls' ? largestRecord : largestDatagram,
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

  #handlerOf(configuration: HandlerConfiguration): HandlerClient {
    const key = `${configuration.service} ${configuration.url}`;
    const known = this.#handlers.get(key);
    if (known !== undefined) return known;
    const created = this.#parts.createHandlerClient(configuration);
    this.#handlers.set(key, created);
    return created;
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
    for (const handler of this.#handlers.values()) handler.close();
  }
}
