import { codeOf, type DeviceSocket, type SocketEvents } from '../clients/device-socket.ts';
import type { Conversation, Heard, Message } from '../script/device-script.ts';
import { exponential, firstArrival, nextArrival } from './arrivals.ts';
import { backOffAfter } from './back-off.ts';
import { type Behaviour, chooseBehaviour } from './behaviour.ts';
import { countedFrom } from './counted-from.ts';
import { DeviceCommands } from './device-commands.ts';
import { DeviceReplies } from './device-replies.ts';
import { identifyDevice } from './identify-device.ts';
import type { Load } from './load.ts';
import { createRandom, type Random } from './random.ts';
import { WheelEntry } from './timing-wheel.ts';

const never = Number.POSITIVE_INFINITY;
/** What a handler may take to subscribe a device whose login has no reply, in milliseconds. */
const settleTime = 1_000;
/** Those whose connections are to last. */
const keepsAlive: ReadonlySet<Behaviour> = new Set(['good', 'slowReader']);

/** One device: connects, logs in, sends when it is due, and comes back when it was thrown out. */
export class SimulatedDevice extends WheelEntry implements SocketEvents {
  readonly #load: Load;
  readonly #index: number;
  readonly #random: Random;
  readonly #behaviour: Behaviour;
  readonly #conversation: Conversation;
  #state: 'offline' | 'connecting' | 'loggingIn' | 'online' = 'offline';
  #socket: DeviceSocket | undefined;
  readonly #replies: DeviceReplies;
  readonly #commands: DeviceCommands | undefined;
  /** When commands can reach it: after the first word of the handler, or a little after it came. */
  #reachableAt = never;
  #failures = 0;
  /** Times of the clock. */
  #connectAt: number;
  #sendAt: number;
  #beatAt = never;
  #leaveAt = never;
  #giveUpAt = never;
  #began = 0;

  /** @param start When it connects first, in milliseconds from the beginning of the load. */
  constructor(load: Load, index: number, start: number) {
    super();
    this.#load = load;
    this.#index = index;
    this.#replies = new DeviceReplies(load);
    const { seed, knobs, distribution } = load.plan;
    this.#random = createRandom(seed, index);
    this.#behaviour = chooseBehaviour(knobs, this.#random);
    this.#conversation = load.script.createConversation(identifyDevice(load, index, this.#random));
    const first = firstArrival(load.phases, distribution, start, this.#random);
    const isMute = this.#behaviour === 'silent' || this.#behaviour === 'halfOpen';
    this.#sendAt = isMute ? never : load.began + first;
    this.#connectAt = load.began + start;
    const listens = this.#behaviour === 'good' || this.#behaviour === 'silent';
    if (load.commander !== undefined && listens)
      this.#commands = new DeviceCommands(load, load.commander, this.#conversation, index, start);
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
    this.#commands?.publish(now, now >= this.#reachableAt);
    if (now >= this.#beatAt) this.#beat();
    this.#giveUpReplies(now - this.#load.plan.replyTimeout);
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
    const isHalfOpen = this.#behaviour === 'halfOpen';
    if (isHalfOpen || this.#behaviour === 'slowReader') this.#socket?.pause(true);
    const login = isHalfOpen ? undefined : this.#conversation.connected();
    this.#state = 'loggingIn';
    if (login === undefined) this.#goOnline();
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
  }

  /** Sends what is due until then and no more, and comes back no more; replies are still heard. */
  retire(until: number): void {
    if (until >= Math.min(this.#sendAt, this.#commands?.dueAt ?? never)) this.fire(until);
    this.#commands?.end();
    this.#sendAt = never;
    this.#beatAt = never;
    this.#connectAt = never;
    this.#leaveAt = never;
  }

  /** Leaves for good; what has no reply is lost. */
  stop(): void {
    this.#load.wheel.cancel(this);
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
      this.#lose(`connect ${codeOf(error)}`);
    }
  }

  #sendDue(now: number): void {
    const { measurements, plan, clock } = this.#load;
    const { burst = 1 } = plan.knobs;
    if (this.#state !== 'online') return measurements.count('missed', burst);
    for (let sent = 0; sent < burst; sent++) {
      if (now - this.#sendAt > plan.lateAfter) measurements.count('late');
      this.#send(this.#conversation.next(clock.wallTime()), countedFrom(this.#sendAt, clock.now()));
    }
  }

  #send({ bytes, sequence }: Message, due: number): void {
    this.#load.measurements.count('sent');
    if (this.#behaviour === 'garbage') return this.#write(bytes.map(() => Math.floor(this.#random() * 256)));
    if (this.#behaviour === 'slowloris') return this.#write(bytes.subarray(0, 1));
    if (sequence !== undefined && this.#behaviour !== 'slowReader') this.#replies.expect(sequence, due);
    this.#write(bytes);
    this.#waitToBeat();
  }

  /** It has said nothing for so long that its connection would be closed. */
  #beat(): void {
    const message = this.#conversation.beat?.();
    if (message !== undefined) this.#send(message, this.#beatAt);
  }

  #waitToBeat(): void {
    const { script, clock, ended } = this.#load;
    const beats = script.heartbeat !== undefined && !ended && keepsAlive.has(this.#behaviour);
    this.#beatAt = beats ? clock.now() + (script.heartbeat ?? never) : never;
  }

  #hear(heard: Heard): void {
    const { measurements } = this.#load;
    if (heard.kind === 'garbage') return measurements.count('garbage');
    if (heard.kind === 'accepted') return this.#loggedIn();
    if (heard.kind === 'refused') return this.#lose('login refused');
    measurements.count('received');
    this.#reachableAt = 0;
    if (heard.kind === 'command') return this.#obey(heard);
    if (this.#commands?.replied(heard.sequence) === true) return;
    if (this.#replies.heard(heard.sequence)) this.#failures = 0;
  }

  #obey({ sequence, answer }: Extract<Heard, { kind: 'command' }>): void {
    if (sequence !== undefined) this.#commands?.heard(sequence, answer?.sequence);
    if (answer === undefined) return;
    this.#load.measurements.count('sent');
    this.#write(answer.bytes);
  }

  #loggedIn(): void {
    if (this.#state !== 'loggingIn') return;
    this.#load.measurements.time('login', this.#load.clock.now() - this.#began);
    this.#reachableAt = 0;
    this.#failures = 0;
    this.#goOnline();
    this.#schedule();
  }

  #goOnline(): void {
    this.#state = 'online';
    this.#giveUpAt = never;
    this.#reachableAt = Math.min(this.#reachableAt, this.#load.clock.now() + settleTime);
    this.#waitToBeat();
  }

  #leave(now: number): void {
    this.#disconnect();
    this.#connectAt = now + backOffAfter(1, this.#load.plan.backOff, this.#random);
  }

  /** The connection is gone, or not to be had: tries again later. */
  #lose(kind: string): void {
    const { measurements, plan, clock, ended } = this.#load;
    this.#disconnect();
    if (!ended) {
      measurements.fail(kind);
      this.#failures += 1;
      this.#connectAt = clock.now() + backOffAfter(this.#failures, plan.backOff, this.#random);
    }
    this.#schedule();
  }

  #disconnect(): void {
    if (this.#state === 'online' || this.#state === 'loggingIn') this.#load.online -= 1;
    this.#state = 'offline';
    this.#reachableAt = never;
    this.#giveUpAt = never;
    this.#beatAt = never;
    this.#leaveAt = never;
    this.#giveUpReplies(never);
    this.#socket?.close();
    this.#socket = undefined;
  }

  #giveUpReplies(before: number): void {
    this.#commands?.expire(before);
    this.#replies.expire(before);
  }

  #write(bytes: Uint8Array): void {
    this.#load.measurements.count('bytesSent', bytes.length);
    this.#socket?.write(bytes);
  }

  #schedule(): void {
    const { dueAt = never } = this.#commands ?? {};
    const due = Math.min(this.#connectAt, this.#leaveAt, this.#giveUpAt, this.#sendAt, this.#beatAt, dueAt);
    if (due === never) this.#load.wheel.cancel(this);
    else if (due !== this.due) this.#load.wheel.schedule(this, due);
  }
}
