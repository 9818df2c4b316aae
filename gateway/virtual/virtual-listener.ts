import type { ListenerConfiguration } from '../config/configuration.ts';
import type { ConnectionInfo } from '../core/callback.ts';
import { RefusalCounters } from '../limits/counters.ts';
import type { AcceptConnection, Listener } from '../listeners/listener.ts';
import type { VirtualGatewayObserver } from './observed.ts';
import { VirtualDevice } from './virtual-device.ts';

/** Accepts devices that are in this process. */
export class VirtualListener implements Listener {
  readonly name: string;
  readonly transport: ListenerConfiguration['transport'];
  readonly address: ListenerConfiguration['bind'];
  readonly refusals = new RefusalCounters().counts;
  readonly #accept: AcceptConnection;
  readonly #observer: VirtualGatewayObserver;

  constructor(
    { name, transport, bind }: ListenerConfiguration,
    accept: AcceptConnection,
    observer: VirtualGatewayObserver,
  ) {
    this.name = name;
    this.transport = transport;
    this.address = bind;
    this.#accept = accept;
    this.#observer = observer;
  }

  /** A device whose connection has not begun yet. */
  connect(peerPort: number): VirtualDevice {
    const socketType = this.transport === 'udp' ? 'UDP' : 'TCP';
    const peer = { host: '127.0.0.1', port: peerPort };
    const info: ConnectionInfo = { socketType, peer, listener: this.address };
    return new VirtualDevice((socket) => this.#accept(info, socket), peerPort, this.#observer);
  }

  reload(): void {}

  stop(): void {}
}
