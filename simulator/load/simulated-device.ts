import type { DeviceSocket, SocketEvents } from '../clients/device-socket.ts';
import type { Conversation, Heard } from '../script/device-script.ts';
import { exponential, firstArrival, nextArrival } from './arrivals.ts';
import { backOffAfter } from './back-off.ts';
import { type Behaviour, chooseBehaviour } from './behaviour.ts';
import type { Load } from './load.ts';
import { PendingReplies } from './pending-replies.ts';
import { createRandom, type Random } from './random.ts';
import { WheelEntry } from './timing-wheel.ts';

const never = Number.POSITIVE_INFINITY;

/** One device: connects, logs in, sends when it is due, and comes back when it was thrown out. */
export class SimulatedDevice extends WheelEntry implements SocketEvents {
  readonly #load: Load;
  readonly #index: number;
  readonly #random: Random;
  readonly #behaviour: Behaviour;
  readonly #conversation: Conversation;
  #state: 'offline' | 'connecting' | 'loggingIn' | 'online' = 'offline';
  #socket: DeviceSocket | undefined;
  #pending: PendingReplies | undefined;
  #failures = 0;
  /** Times of the clock. */
  #connectAt: number;
  #sendAt: number;
  #leaveAt = never;
  #giveUpAt = never;
  #began = 0;

  /** @param start When it connects first, in milliseconds from the beginning of the load. */
  constructor(load: Load, index: number, start: number) {
    super();
    this.#load = load;
    this.#index = index;
    const { seed, devices, knobs, distribution } = load.plan;
    this.#random = createRandom(seed, index);
    this.#behaviour = chooseBehaviour(knobs, this.#random);
    const twin = this.#random() < (knobs.duplicateClientids ?? 0) ? (index + 1) % devices : index;
    this.#conversation = load.script.createConversation({
      index,
      clientid: `device-${seed}-${twin}`,
      random: this.#random,
      kind: load.kind,
    });
    const first = firstArrival(load.phases, distribution, start, this.#random);
    this.#sendAt = this.#behaviour === 'silent' ? never : load.began + first;
    this.#connectAt = load.began + start;
    this.#schedule();
  }

  override fire(now: number): void {
    if (now >= this.#giveUpAt) this.#lose(this.#state === 'loggingIn' ? 'login timeout' : 'connect timeout');
    if (now >= this.#leaveAt) this.#leave(now);
    if (now >= this.#connectAt) this.#connect();
    while (now >= this.#sendAt) {
      this.#sendDue(now);
      const { phases, began, plan } = this.#load;
      this.#sendAt = began + nextArrival(phases, plan.distribution, this.#sendAt - began, this.#random);
    }
    if (this.#pending !== undefined) this.#giveUpReplies(now - this.#load.plan.replyTimeout);
    this.#schedule();
  }

  opened(): void {
    if (this.#state !== 'connecting') return;
    const { clock, measurements } = this.#load;
    const now = clock.now();
    measurements.count('connected');
    measurements.time('connect', now - this.#began);
    this.#load.online += 1;
    this.#began = now;
    if (this.#behaviour === 'slowReader') this.#socket?.pause(true);
    const login = this.#conversation.connected();
    this.#state = login === undefined ? 'online' : 'loggingIn';
    if (login === undefined) this.#giveUpAt = never;
    else this.#write(login);
    const { churn = 0 } = this.#load.plan.knobs;
    if (churn > 0) this.#leaveAt = now + (exponential(this.#random) / churn) * 1_000;
    this.#schedule();
  }

  received(bytes: Buffer): void {
    this.#load.measurements.count('bytesReceived', bytes.length);
    for (const heard of this.#conversation.receive(bytes)) this.#hear(heard);
  }

  closed(error: string | undefined): void {
    this.#socket = undefined;
    if (this.#state === 'offline') return;
    const connecting = this.#state === 'connecting';
    if (!connecting) this.#load.measurements.count('disconnected');
    this.#lose(`${connecting ? 'connect' : 'disconnect'} ${error ?? 'closed'}`);
    this.#schedule();
  }

  /** Sends what is due until then and no more, and comes back no more; replies are still heard. */
  retire(until: number): void {
    if (until >= this.#sendAt) this.fire(until);
    this.#sendAt = never;
    this.#connectAt = never;
    this.#leaveAt = never;
  }

  /** Leaves for good; what has no reply is lost. */
  stop(): void {
    this.#load.wheel.cancel(this);
    this.#giveUpReplies(never);
    this.#disconnect();
  }

  #connect(): void {
    const { clock, connector, measurements, plan } = this.#load;
    this.#state = 'connecting';
    this.#connectAt = never;
    this.#began = clock.now();
    this.#giveUpAt = this.#began + plan.connectTimeout;
    measurements.count('attempts');
    try {
      this.#socket = connector.connect(this.#index, this);
    } catch (error) {
      this.#lose(`connect ${(error as { code?: string }).code ?? 'UNKNOWN'}`);
    }
  }

  #sendDue(now: number): void {
    const { measurements, plan, clock } = this.#load;
    const { burst = 1 } = plan.knobs;
    if (this.#state !== 'online') return measurements.count('missed', burst);
    for (let sent = 0; sent < burst; sent++) {
      if (now - this.#sendAt > plan.lateAfter) measurements.count('late');
      const { bytes, sequence } = this.#conversation.next(clock.wallTime());
      measurements.count('sent');
      if (this.#behaviour === 'garbage') this.#write(bytes.map(() => Math.floor(this.#random() * 256)));
      else if (this.#behaviour === 'slowloris') this.#write(bytes.subarray(0, 1));
      else {
        if (sequence !== undefined && this.#behaviour === 'good') this.#expect(sequence);
        this.#write(bytes);
      }
    }
  }

  #expect(sequence: number): void {
    this.#pending ??= new PendingReplies();
    const given = this.#pending.add(sequence, this.#sendAt);
    this.#load.measurements.count('lost', given);
    this.#load.outstanding += 1 - given;
  }

  #hear(heard: Heard): void {
    const { measurements, clock } = this.#load;
    if (heard.kind === 'garbage') return measurements.count('garbage');
    if (heard.kind === 'accepted') return this.#loggedIn();
    if (heard.kind === 'refused') return this.#refused();
    measurements.count('received');
    if (heard.kind === 'command') return heard.answer === undefined ? undefined : this.#write(heard.answer);
    const outcome = this.#pending?.answer(heard.sequence);
    if (outcome?.kind !== 'expected') return measurements.count('duplicated');
    this.#failures = 0;
    this.#load.outstanding -= 1;
    measurements.time('latency', clock.now() - outcome.scheduled);
    if (outcome.reordered) measurements.count('reordered');
  }

  #loggedIn(): void {
    if (this.#state !== 'loggingIn') return;
    this.#load.measurements.time('login', this.#load.clock.now() - this.#began);
    this.#state = 'online';
    this.#giveUpAt = never;
    this.#failures = 0;
  }

  #refused(): void {
    this.#lose('login refused');
    this.#schedule();
  }

  #leave(now: number): void {
    this.#disconnect();
    const { plan } = this.#load;
    this.#connectAt = now + backOffAfter(1, plan.backOff, this.#random);
  }

  /** The connection is gone, or not to be had: tries again later. */
  #lose(kind: string): void {
    const { measurements, plan, clock, ended } = this.#load;
    this.#disconnect();
    if (ended) return;
    measurements.fail(kind);
    this.#failures += 1;
    this.#connectAt = clock.now() + backOffAfter(this.#failures, plan.backOff, this.#random);
  }

  #disconnect(): void {
    if (this.#state === 'online' || this.#state === 'loggingIn') this.#load.online -= 1;
    this.#state = 'offline';
    this.#giveUpAt = never;
    this.#leaveAt = never;
    this.#giveUpReplies(never);
    this.#socket?.close();
    this.#socket = undefined;
  }

  #giveUpReplies(before: number): void {
    const expired = this.#pending?.expire(before) ?? 0;
    this.#load.measurements.count('lost', expired);
    this.#load.outstanding -= expired;
  }

  #write(bytes: Uint8Array): void {
    this.#load.measurements.count('bytesSent', bytes.length);
    this.#socket?.write(bytes);
  }

  #schedule(): void {
    const due = Math.min(this.#connectAt, this.#sendAt, this.#leaveAt, this.#giveUpAt);
    if (due === never) this.#load.wheel.cancel(this);
    else if (due !== this.due) this.#load.wheel.schedule(this, due);
  }
}
