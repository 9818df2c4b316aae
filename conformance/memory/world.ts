import type { Scheduler } from 'fast-check';
import type { Violation } from '../judge/violation.ts';
import { Judge } from './judge.ts';
import { MemoryDevice } from './memory-device.ts';
import type {
  CallbackError,
  MemoryGateway,
  MemoryGatewayMaker,
  SeenCallback,
  Surroundings,
} from './memory-gateway.ts';
import { MemoryService } from './memory-service.ts';
import type { Plan, WorldAction } from './plan.ts';
import type { Trace } from './trace.ts';
import { VirtualTime } from './virtual-time.ts';

/** How much time every timeout together can take, once the faults are over. */
const settling = 150_000;

/** Devices, service, authenticator, broker and time around one gateway; the scheduler decides who is next. */
export class World implements Surroundings {
  readonly judge: Judge;
  steps = 0;
  readonly #plan: Plan;
  readonly #scheduler: Scheduler;
  readonly #trace: Trace | undefined;
  readonly #time = new VirtualTime();
  readonly #gateway: MemoryGateway;
  readonly #devices: MemoryDevice[] = [];
  readonly #services = new Map<string, MemoryService>();
  readonly #deliveries: (() => void)[] = [];
  #crash: unknown;

  constructor(plan: Plan, scheduler: Scheduler, make: MemoryGatewayMaker, trace?: Trace) {
    this.#plan = plan;
    this.#scheduler = scheduler;
    this.#trace = trace;
    this.judge = new Judge(plan.datagrams);
    this.#gateway = make(this, plan);
  }

  /** Carries the plan out, ends the faults, and lets everything settle. */
  async run(): Promise<Violation | undefined> {
    for (const [index] of this.#plan.connections.entries()) this.later('connect', () => this.#connect(index));
    this.inTurn(this.#plan.world, (action) => this.#act(action));
    await this.#drain();
    this.note('world', 'world', 'the faults are over, all devices end');
    for (const service of this.#services.values()) service.recover();
    if (this.#plan.shutdown) this.later('shutdown', () => this.#shutdown());
    for (const device of this.#devices) {
      this.later(`${device.conn} reads`, () => device.take({ type: 'read' }));
      if (!this.#plan.shutdown) this.later(`${device.conn} ends`, () => device.take({ type: 'end' }));
    }
    await this.#drain();
    // A few times: what one timeout sets free may wait for another.
    for (let round = 0; round < 3; round += 1) {
      this.#pass(settling);
      await this.#drain();
    }
    this.judge.finish(this.#gateway.leftovers());
    return this.judge.violation;
  }

  /** Puts something into the schedule. */
  later(label: string, run: () => void): void {
    this.#scheduler
      .schedule(Promise.resolve(), label)
      .then(run)
      .catch((error: unknown) => {
        this.#crash ??= error;
      });
  }

  note(
    ...[from, to, text]: [...Parameters<Trace['note']>] extends [unknown, ...infer Rest] ? Rest : never
  ): void {
    this.#trace?.note(this.#time.now, from, to, text);
  }

  now(): number {
    return this.#time.now;
  }

  after(delay: number, call: () => void): () => void {
    return this.#time.after(delay, call);
  }

  callback(conn: string, callback: SeenCallback, done: (error?: CallbackError) => void): () => void {
    return this.#serviceOf(conn).callback(callback, done);
  }

  finishStreams(conn: string, done: () => void): () => void {
    return this.#serviceOf(conn).finishStreams(done);
  }

  streamsAttached(conn: string, lost: (error: CallbackError) => void): void {
    this.#serviceOf(conn).streamLost = lost;
  }

  streamsReleased(conn: string): void {
    this.#serviceOf(conn).streamLost = undefined;
  }

  verify(conn: string, granted: boolean): Promise<boolean> {
    return new Promise((resolve) => this.later(`verify ${conn}`, () => resolve(granted)));
  }

  broker(topic: string, text: string, deliver: () => void): Promise<void> {
    return new Promise((resolve) => {
      this.#deliveries.push(() => {
        this.note('broker', 'gateway', `${topic} ${text}`);
        this.judge.delivers(topic, text);
        deliver();
        resolve();
      });
      // First published, first delivered; the schedule only says when.
      this.later('deliver', () => this.#deliveries.shift()?.());
    });
  }

  /** Carries actions out in their order, each when the schedule says so. */
  inTurn<Action extends { readonly type: string }>(
    actions: readonly Action[],
    act: (action: Action) => void,
    at = 0,
  ): void {
    const action = actions[at];
    if (action === undefined) return;
    this.later(action.type, () => {
      act(action);
      this.inTurn(actions, act, at + 1);
    });
  }

  #connect(index: number): void {
    const conn = `c${index + 1}`;
    const plan = this.#plan.connections[index];
    if (plan === undefined) return;
    const judged = this.judge.opened(conn, this.now());
    this.note('device', 'gateway', `${conn} connects`);
    this.#services.set(conn, new MemoryService(judged, plan, this, this.judge, this.#gateway));
    const device = new MemoryDevice(conn, this, this.judge, judged, this.#plan.datagrams);
    this.#devices.push(device);
    device.accepted(this.#gateway.accept(conn, device));
    this.inTurn(plan.device, (action) => device.take(action));
  }

  #act(action: WorldAction): void {
    if (action.type === 'time') return this.#pass(action.milliseconds);
    const away = action.type === 'handlerLeaves';
    this.note('world', 'world', away ? 'the handler is away' : 'the handler is back');
    for (const service of this.#services.values()) service.away = away;
  }

  #pass(milliseconds: number): void {
    for (const { silence } of this.judge.connections.values()) silence.look(this.now());
    this.#time.pass(milliseconds);
    this.note('world', 'world', `${milliseconds} ms have passed`);
    this.judge.timePassed(this.now());
  }

  #shutdown(): void {
    for (const connection of this.judge.connections.values()) connection.seal(this.now());
    this.#gateway.shutdown();
  }

  async #drain(): Promise<void> {
    while (this.#scheduler.count() > 0 && this.judge.violation === undefined) {
      await this.#scheduler.waitOne();
      // Answers reach their callers before anything else happens.
      for (let turn = 0; turn < 6; turn += 1) await undefined;
      this.steps += 1;
      if (this.#crash !== undefined) throw this.#crash;
    }
  }

  #serviceOf(conn: string): MemoryService {
    const service = this.#services.get(conn);
    if (service === undefined) throw new Error(`the gateway names ${conn}, which never connected`);
    return service;
  }
}
