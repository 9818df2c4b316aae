import type { Scoreboard } from '../../judge/scoreboard.ts';
import { Violation } from '../../judge/violation.ts';
import { findRule, type RuleId } from '../../rules/catalogue.ts';
import { isAbout } from '../../rules/rule.ts';
import type { Transport } from '../../rules/transport.ts';
import type { Model } from '../model/model.ts';
import { SuiteError } from '../suite-error.ts';
import type { Target } from '../target/target.ts';
import { tryConnect } from '../target/try-connect.ts';
import type { AdapterClient, AdapterMethod, CallOutcome } from './adapter-client.ts';
import type { ByteFlow } from './byte-flow.ts';
import { connectDevice } from './devices/connect-device.ts';
import type { Device, DeviceEvents } from './devices/device.ts';
import { Journal } from './journal.ts';
import { type Behaviour, LiveConnection } from './live-connection.ts';
import type { Lobby } from './lobby.ts';
import { callPipelined } from './pipelined-calls.ts';
import type { Publication } from './publication.ts';
import type { HandlerSwitch } from './suite-handler.ts';
import { waitUntil } from './wait-until.ts';

/** What every scenario of a run shares, on one transport. */
export interface Suite {
  readonly target: Target;
  readonly transport: Transport;
  readonly adapter: AdapterClient;
  readonly lobby: Lobby;
  readonly handler: HandlerSwitch;
  /** Asks the gateway to end, where the suite has started it; settles when nothing of it is left. */
  readonly stopGateway: () => Promise<void>;
  readonly scoreboard: Scoreboard;
  /** The last of what the gateway has written, where the suite has started it as a process. */
  readonly output?: () => string;
  /** Aborted when the target has died or the user has had enough. */
  readonly signal: AbortSignal;
}

/** One scenario at work on the real gateway: its devices, its connections, and what is expected of them. */
export class World {
  readonly suite: Suite;
  readonly model: Model;
  /** Distinguishes this scenario's clientids and topics from those of all others. */
  readonly token: string;
  readonly journal = new Journal();
  readonly connections = new Map<string, LiveConnection>();
  readonly publications = new Map<string, Publication>();
  /** Which message an id belongs to. */
  readonly messageIds = new Map<string, string>();
  readonly lastOrder = new Map<string, number>();
  /** Connections whose clientid another one has taken over. */
  readonly takenOver = new Set<string>();
  /** Subscriptions that were ended: connection and filter. */
  readonly unsubscribed = new Set<string>();
  /** Connections with special Sends under way, and the rule that these are about. */
  readonly sending = new Map<string, RuleId>();
  /** Connections whose device sends something special, and the rule that this is about. */
  readonly uploading = new Map<string, RuleId>();
  readonly #waiters = new Set<() => void>();
  #violation: Violation | undefined;
  /** Whether the listeners were seen to serve devices, so that it breaks a rule when they do not. */
  listenersKnown = false;
  /** Called when a rule is broken after the scenario has ended. */
  late: ((violation: Violation) => void) | undefined;

  constructor(suite: Suite, model: Model, token: string) {
    this.suite = suite;
    this.model = model;
    this.token = token;
  }

  /** The first rule that was broken, if one was. */
  get violation(): Violation | undefined {
    return this.#violation;
  }

  /** Connects a device; the handler's first callback of it will behave as told. */
  async connect(name: string, next: Behaviour): Promise<LiveConnection> {
    const { target, transport } = this.suite;
    const live = await this.connectBy(name, next, (events) => connectDevice(target, transport, events));
    this.exercise('EXP-CONN-020');
    return live;
  }

  /** Connects a device in a certain way. On UDP there is a connection from its first datagram on, which is sent. */
  async connectBy(
    name: string,
    next: Behaviour,
    connect: (events: DeviceEvents) => Promise<Device>,
  ): Promise<LiveConnection> {
    const live = new LiveConnection(name, this);
    live.next = next;
    this.connections.set(name, live);
    const { lobby, transport } = this.suite;
    const events = {
      received: (bytes: Buffer) => live.receiveDownlink(bytes),
      closed: () => live.deviceGone(),
    };
    live.device = await lobby.connecting(connect(events)).catch((error) => this.#unreached(name, error));
    live.connectedAt = performance.now();
    lobby.expect(live);
    if (transport === 'udp') {
      const greeting = Buffer.from(`${this.token} ${name}`);
      live.uplink.expect(greeting);
      void live.write(greeting);
    }
    return live;
  }

  /** A listener that can't be reached breaks a rule, where it could be before and the gateway still runs. */
  async #unreached(name: string, error: unknown): Promise<never> {
    const isListener = error instanceof SuiteError && error.code === 'TARGET_UNREACHABLE';
    if (!isListener || !this.listenersKnown) throw error;
    if ((await tryConnect(this.suite.target.adapter)) !== undefined) throw error;
    this.violate('EXP-CONN-020', `${name} connected`, error.message);
    this.stopIfBroken();
    throw error;
  }

  live(name: string): LiveConnection {
    const live = this.connections.get(name);
    if (live === undefined) throw new Error(`the scenario names ${name} before it connects`);
    return live;
  }

  /** Calls the adapter; an answer may take as long as the target's patience. */
  async call(method: AdapterMethod, request: object, about: string): Promise<CallOutcome> {
    const outcome = await this.suite.adapter.call(method, request, this.suite.target.limits.patience);
    const text = 'error' in outcome ? outcome.error : `${outcome.code} ${outcome.message}`;
    this.journal.message('handler', 'gateway', `${method}(${about}) → ${text}`.trimEnd(), bytesIn(request));
    return outcome;
  }

  /** Calls the adapter many times, in order and without waiting for answers. */
  async callPipelined(
    method: AdapterMethod,
    requests: readonly object[],
    about: string,
  ): Promise<readonly CallOutcome[]> {
    const { adapter, limits } = this.suite.target;
    const outcomes = await callPipelined(adapter, method, requests, limits.patience);
    const text = `${method}(${about}) ${requests.length} times → ${outcomes.length} answers`;
    this.journal.message('handler', 'gateway', text);
    return outcomes;
  }

  /** The rule was put to the test, and held. */
  exercise(rule: RuleId): void {
    if (this.#concerns(rule)) this.suite.scoreboard.exercise(rule);
  }

  /** Puts a rule to the test. */
  check(rule: RuleId, holds: boolean, expected: string, actual: string): void {
    if (holds) this.exercise(rule);
    else this.violate(rule, expected, actual);
  }

  /** A rule is broken: the scenario ends at its next wait. */
  violate(rule: RuleId, expected: string, actual: string): void {
    if (!this.#concerns(rule)) return;
    const violation = new Violation(rule, expected, actual);
    this.journal.broken(violation.message);
    this.#violation ??= violation;
    this.late?.(violation);
    this.changed();
  }

  /** A rule that is not about this target can't be broken by it. */
  #concerns(id: RuleId): boolean {
    const { dialect, handler } = this.suite.target;
    const rule = findRule(id);
    return rule !== undefined && isAbout(rule, dialect, handler.mode);
  }

  /** Something happened: those who wait look again. */
  changed(): void {
    for (const look of this.#waiters) look();
  }

  /**
   * Waits until something is so, and counts that as a test of the rule that demands it.
   *
   * @throws {Violation} of that rule when patience ends, or of another that is broken meanwhile
   */
  async until(rule: RuleId, holds: () => boolean, expected: string, actual: () => string): Promise<void> {
    const { patience } = this.suite.target.limits;
    const done = await this.waitFor(holds, patience);
    this.check(rule, done, expected, `${actual()} within ${patience / 1000} s`);
    this.stopIfBroken();
  }

  /**
   * Waits until a flow of bytes is complete, for as long as it goes on, and counts that as a test of the rule.
   *
   * @throws {Violation} of that rule when nothing comes for as long as patience lasts, or of another that is broken meanwhile
   */
  async untilComplete(rule: RuleId, flow: ByteFlow, expected: string): Promise<void> {
    const { patience } = this.suite.target.limits;
    for (let before = -1; !flow.isComplete && flow.arrivedSize > before; ) {
      before = flow.arrivedSize;
      await this.waitFor(() => flow.isComplete, patience);
    }
    const actual = `${flow.arrivedSize} of ${flow.expectedSize} B came, and none for ${patience / 1000} s`;
    this.check(rule, flow.isComplete, expected, actual);
    this.stopIfBroken();
  }

  /** Waits until something is so; false when the time is up. Ends early when a rule is broken. */
  async waitFor(holds: () => boolean, time: number): Promise<boolean> {
    await waitUntil(this.#waiters, () => this.#violation !== undefined || holds(), time, this.suite.signal);
    this.stopIfBroken();
    return holds();
  }

  /** @throws {Violation} the first rule that was broken so far */
  stopIfBroken(): void {
    if (this.#violation !== undefined) throw this.#violation;
  }

  /** Lets everything go, whatever state it is in. */
  abandon(): void {
    this.suite.lobby.forget(this);
    for (const live of this.connections.values()) {
      live.held?.release({ status: 'OK' });
      live.device?.destroy();
      // Nothing else tells the gateway that a device on UDP is gone.
      if (this.suite.transport === 'udp' && live.conn !== undefined && !live.mayHaveEnded)
        void this.suite.adapter.call('Close', { conn: live.conn }, this.suite.target.limits.patience);
    }
  }
}

/** The bytes or the payload of a call. */
function bytesIn(request: object): Buffer | undefined {
  if ('bytes' in request && Buffer.isBuffer(request.bytes)) return request.bytes;
  return 'payload' in request && Buffer.isBuffer(request.payload) ? request.payload : undefined;
}
