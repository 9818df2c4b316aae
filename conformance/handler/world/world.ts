import { GatewayError, VirtualGateway } from '../../../gateway/index.ts';
import { SuiteError } from '../../gateway/suite-error.ts';
import { formatAddress } from '../../gateway/target/address.ts';
import type { Address } from '../../gateway/target/target.ts';
import type { Conversation } from '../conversation/step.ts';
import type { Subject } from '../subject/subject.ts';
import { Conns } from './conns.ts';
import { Performance } from './performance.ts';
import { Switchboard } from './switchboard.ts';
import type { WorldEvent } from './world-event.ts';

/** What a world is made of. */
export interface WorldOptions {
  readonly subject: Subject;
  /** Where the handler expects the adapter. */
  readonly adapter: Address;
  /** Milliseconds that a callback may take. */
  readonly deadline: number;
}

/** A virtual gateway, the handler that it calls, and devices that come and go. */
export class World {
  readonly #options: WorldOptions;
  readonly #switchboard: Switchboard;
  readonly #conns: Conns;
  readonly #gateway: VirtualGateway;
  /** How devices are served that say nothing about it. */
  service: 'unary' | 'single' = 'unary';

  private constructor(
    options: WorldOptions,
    switchboard: Switchboard,
    conns: Conns,
    gateway: VirtualGateway,
  ) {
    this.#options = options;
    this.#switchboard = switchboard;
    this.#conns = conns;
    this.#gateway = gateway;
  }

  /** @throws {SuiteError} `ADAPTER_ADDRESS_TAKEN` */
  static async open(options: WorldOptions): Promise<World> {
    const conns = new Conns();
    const switchboard = new Switchboard(conns);
    const { subject, adapter } = options;
    try {
      const gateway = await VirtualGateway.start({
        handler: subject.address,
        adapter,
        observer: switchboard,
      });
      return new World(options, switchboard, conns, gateway);
    } catch (cause) {
      if (!(cause instanceof GatewayError)) throw cause;
      const text = `the adapter can't listen on ${formatAddress(adapter)}: stop what uses the port, or give --adapter and tell the handler`;
      throw new SuiteError('ADAPTER_ADDRESS_TAKEN', text, cause);
    }
  }

  get adapter(): Address {
    return this.#gateway.adapter;
  }

  get subject(): Subject {
    return this.#options.subject;
  }

  /** Carries a conversation out, ends what is open, and tells everything that was seen. */
  async perform(conversation: Conversation): Promise<readonly WorldEvent[]> {
    const { subject, deadline } = this.#options;
    const performance = new Performance(conversation, {
      gateway: this.#gateway,
      conns: this.#conns,
      subject,
      deadline,
      service: this.service,
    });
    this.#switchboard.connect(performance.recorder);
    try {
      return await performance.run();
    } finally {
      this.#switchboard.connect(undefined);
    }
  }

  /** Why the handler can't be reached; undefined where it can. */
  whyUnreachable(timeout: number): Promise<string | undefined> {
    return this.#gateway.probeHandler(timeout);
  }

  /** Connects to the handler anew, after it was started again. */
  renewHandler(): void {
    this.#gateway.renewHandler();
  }

  /** The gateway dies, and another one starts on the same port. */
  restartGateway(): Promise<void> {
    return this.#gateway.restart();
  }

  async close(): Promise<void> {
    await this.#gateway.stop();
  }
}
