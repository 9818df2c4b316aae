import { EmbeddedBroker } from '../broker/embedded-broker.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import type { GatewayConfiguration, HostPort, ListenerConfiguration } from '../config/configuration.ts';
import { defaultConfiguration, defaultListener } from '../config/default-configuration.ts';
import { createParts } from '../create-parts.ts';
import { Gateway } from '../gateway.ts';
import type { Parts } from '../parts.ts';
import { directAdapter, SwitchedAdapter } from './directed-adapter.ts';
import { type Created, DirectedHandlerClient, type Direction } from './directed-handler-client.ts';
import type { VirtualGatewayObserver } from './observed.ts';
import type { VirtualDevice } from './virtual-device.ts';
import { VirtualListener } from './virtual-listener.ts';

/** What a virtual gateway is told. */
export interface VirtualGatewayOptions {
  readonly handler: HostPort;
  /** Where the adapter is served for real; port 0 takes a free one. */
  readonly adapter: HostPort;
  readonly observer: VirtualGatewayObserver;
}

/**
 * How the handler is called: by `ConnectionUnaryHandler`, by `ConnectionHandler` with one event per call, or by
 * `ConnectionHandler` with bytes and messages on streams that stay open.
 */
export type VirtualService = 'unary' | 'single' | 'streams';

const services = {
  unary: { service: 'ConnectionUnaryHandler', mode: 'unary' },
  single: { service: 'ConnectionHandler', mode: 'unary' },
  streams: { service: 'ConnectionHandler', mode: 'stream' },
} as const;

/** How a device comes. */
export interface VirtualConnect {
  readonly transport: 'tcp' | 'udp';
  readonly service: VirtualService;
  readonly created: Created;
  /** From the same address and port as this one, which has ended. */
  readonly again?: VirtualDevice;
}

/**
 * A gateway in memory: the core of the real one, devices that need no network, and time that passes when it is
 * told to. The user's service sees real gRPC in both directions.
 */
export class VirtualGateway {
  readonly #options: VirtualGatewayOptions;
  readonly #directions = new Map<string, Direction>();
  /** By service and mode. */
  readonly #clients = new Map<string, DirectedHandlerClient>();
  readonly #devices = new Set<VirtualDevice>();
  #clock = new VirtualClock();
  #broker = new EmbeddedBroker();
  #listeners: VirtualListener[] = [];
  #adapter: SwitchedAdapter | undefined;
  #gateway: Gateway | undefined;
  #peers = 0;
  #published = 0;

  private constructor(options: VirtualGatewayOptions) {
    this.#options = options;
  }

  /** @throws {GatewayError} `ADDRESS_IN_USE` or `ADDRESS_NOT_AVAILABLE` */
  static async start(options: VirtualGatewayOptions): Promise<VirtualGateway> {
    const gateway = new VirtualGateway(options);
    await gateway.#start(options.adapter);
    return gateway;
  }

  /** Where the adapter is served. */
  get adapter(): HostPort {
    if (this.#adapter === undefined) throw new Error('the virtual gateway has not started');
    return this.#adapter.address;
  }

  /** Milliseconds since the start, of its own clock. */
  get now(): number {
    return this.#clock.now();
  }

  /** A device that connects; its connection begins, and `OnSocketCreated` goes out, with `open`. */
  connect({ transport, service, created, again }: VirtualConnect): VirtualDevice {
    const listener = this.#listeners.find((each) => each.transport === transport && each.name === service);
    if (listener === undefined) throw new Error('the virtual gateway has not started');
    this.#peers = (this.#peers + 1) % 50_000;
    const device = listener.connect(again?.peerPort ?? 10_000 + this.#peers);
    this.#devices.add(device);
    this.#directions.set(device.conn, { created, missing: 0, gathered: [] });
    return device;
  }

  /** The gateway forgets a connection that has ended. */
  forget(device: VirtualDevice): void {
    device.abandon();
    this.#directions.delete(device.conn);
    this.#devices.delete(device);
  }

  /** An event without bytes, as some gateways make of an empty datagram; it does not wait for the callbacks before it. */
  sendNothing(device: VirtualDevice, service: 'unary' | 'single'): void {
    const nothing = { method: 'OnReceivedBytes', chunks: [], size: 0 } as const;
    if (device.isOpen)
      this.#clients.get(`${services[service].service} unary`)?.call(device.conn, nothing, () => undefined);
  }

  /** Somebody publishes messages; those for this connection arrive as one callback where `together` is set. */
  publish(device: VirtualDevice, topic: string, payloads: readonly Uint8Array[], together: boolean): void {
    const direction = this.#directions.get(device.conn);
    if (together && direction !== undefined) direction.missing = payloads.length;
    for (const payload of payloads) {
      this.#published += 1;
      const id = this.#published.toString(16).toUpperCase().padStart(32, '0');
      const timestamp = this.#clock.wallTime();
      const message = { id, node: 'virtual', from: 'verifier', topic, qos: 0 as const, payload, timestamp };
      void this.#broker.publish(message);
    }
  }

  /** Lets time pass: keepalives and idle timeouts come due. */
  pass(milliseconds: number): void {
    this.#clock.pass(milliseconds);
  }

  /** The adapter's port is gone. */
  adapterDown(): void {
    this.#adapter?.down();
  }

  /** @throws {GatewayError} where the port was taken in the meantime */
  async adapterUp(): Promise<void> {
    await this.#adapter?.up();
  }

  /** Dies with all its connections, and another one starts on the same port that knows none of them. */
  async restart(): Promise<void> {
    const { adapter } = this;
    await this.stop();
    await this.#start(adapter);
  }

  /** Connects to the handler anew; while connections have streams they have to be gone before. */
  renewHandler(): void {
    for (const client of this.#clients.values()) client.renew();
  }

  /** Whether the handler can be reached, and if not, why. */
  async probeHandler(timeout: number): Promise<string | undefined> {
    return (await this.#gateway?.probeHandlers(timeout))?.[0];
  }

  /** Ends at once, and tells nobody. */
  async stop(): Promise<void> {
    for (const device of [...this.#devices]) this.forget(device);
    await this.#gateway?.stop();
  }

  async #start(adapter: HostPort): Promise<void> {
    const configuration = this.#configuration(adapter);
    this.#clock = new VirtualClock();
    this.#broker = new EmbeddedBroker();
    this.#listeners = [];
    this.#gateway = await Gateway.start(configuration, this.#parts(configuration));
  }

  #configuration(adapter: HostPort): GatewayConfiguration {
    const base = defaultConfiguration();
    const { handler } = this.#options;
    const host = handler.host.includes(':') ? `[${handler.host}]` : handler.host;
    const listener = (transport: 'tcp' | 'udp', name: VirtualService): ListenerConfiguration => ({
      ...defaultListener(),
      name,
      transport,
      bind: { host: '127.0.0.1', port: 7993 },
      handler: { ...defaultListener().handler, url: `http://${host}:${handler.port}`, ...services[name] },
    });
    const names = Object.keys(services) as VirtualService[];
    return {
      ...base,
      adapter: { ...base.adapter, bind: adapter },
      listeners: names.flatMap((name) => [listener('tcp', name), listener('udp', name)]),
      log: { level: 'silent' },
    };
  }

  #parts(configuration: GatewayConfiguration): Parts {
    const parts = createParts(configuration);
    const { observer } = this.#options;
    return {
      ...parts,
      clock: this.#clock,
      broker: this.#broker,
      createHandlerClient: (handler) => {
        const client = new DirectedHandlerClient(
          () => parts.createHandlerClient(handler),
          observer,
          this.#directions,
        );
        this.#clients.set(`${handler.service} ${handler.mode}`, client);
        return client;
      },
      serveAdapter: async (adapter, service) => {
        const directed = directAdapter(service, observer);
        const serve = (port: number) =>
          parts.serveAdapter({ ...adapter, bind: { ...adapter.bind, port } }, directed);
        this.#adapter = await SwitchedAdapter.open(serve, adapter.bind.port);
        return this.#adapter;
      },
      listen: async (listener, accept) => {
        const opened = new VirtualListener(listener, accept, observer);
        this.#listeners.push(opened);
        return opened;
      },
    };
  }
}
