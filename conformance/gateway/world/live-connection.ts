import { isStream } from '../../rules/transport.ts';
import type { AdapterMethod, CallOutcome } from './adapter-client.ts';
import type { ByteFlow } from './byte-flow.ts';
import { ByteStream } from './byte-stream.ts';
import { answered, type Callback, type CallbackAnswer, type FailureStatus } from './callback.ts';
import { judgeCallback } from './callback-rules.ts';
import { DatagramFlow } from './datagram-flow.ts';
import type { Device } from './devices/device.ts';
import { judgeDownlink } from './flow-rules.ts';
import type { World } from './world.ts';

/** What the handler does with the next callback of a connection. */
export type Behaviour = 'answer' | 'hold' | FailureStatus;

/** A callback that the handler has and does not answer. */
export interface HeldCallback {
  readonly callback: Callback;
  release(answer: CallbackAnswer): void;
}

/** A connection of a scenario, seen from both of its ends. */
export class LiveConnection {
  readonly name: string;
  readonly world: World;
  /** Set once the device has connected. */
  device!: Device;
  /** By the suite's clock. */
  connectedAt = 0;
  conn: string | undefined;
  /** From the device to the handler, and back. */
  readonly uplink: ByteFlow;
  readonly downlink: ByteFlow;
  /** Every callback that came, in order. */
  readonly callbacks: Callback[] = [];
  /** When OnTimerTimeout came, by the suite's clock. */
  timeoutAt: number | undefined;
  /** Whether StartTimer was called, so that a timeout may come. */
  timerStarted = false;
  deviceClosed = false;
  /**
   * Whether the gateway may have ended the connection by now. A datagram that comes after
   * that begins another one.
   */
  mayHaveEnded = false;
  /** Whether the device has closed its half, so that all it sent has to arrive. */
  endsOrderly = false;
  held: HeldCallback | undefined;
  /** The stream on which OnReceivedBytes come, where there are streams. */
  byteStream: number | undefined;
  inFlight: Callback | undefined;
  next: Behaviour = 'answer';

  constructor(name: string, world: World) {
    this.name = name;
    this.world = world;
    const createFlow = () => (isStream(world.suite.transport) ? new ByteStream() : new DatagramFlow());
    this.uplink = createFlow();
    this.downlink = createFlow();
  }

  /** How many callbacks of a method came. */
  count(method: Callback['method']): number {
    return this.callbacks.filter((callback) => callback.method === method).length;
  }

  get isClosed(): boolean {
    return this.count('OnSocketClosed') > 0;
  }

  /** The gateway calls the handler. */
  async receive(callback: Callback): Promise<CallbackAnswer> {
    const text = `${callback.method}(${this.name})${describeCallback(callback)}`;
    this.world.journal.message('gateway', 'handler', text, bytesOf(callback));
    judgeCallback(this, callback);
    this.callbacks.push(callback);
    this.inFlight = callback;
    const behaviour = this.next;
    this.next = 'answer';
    if (callback.method === 'OnTimerTimeout' || callback.method === 'OnSocketClosed')
      this.mayHaveEnded = true;
    const answer = behaviour === 'hold' ? await this.#hold(callback) : toAnswer(behaviour);
    if (answer.status !== 'OK') this.mayHaveEnded = true;
    this.inFlight = undefined;
    this.world.changed();
    return answer;
  }

  /** The device sends bytes. Settles when they have left this process. */
  write(bytes: Buffer): Promise<void> {
    this.world.journal.message('device', 'gateway', `${bytes.length} B from ${this.name}`, bytes);
    return this.device.write(bytes);
  }

  /** The device closes its half, or says that it closes. */
  end(): void {
    this.world.journal.message('device', 'gateway', `${this.name} ends`);
    this.device.end();
  }

  /** The device goes without a word. */
  reset(): void {
    this.world.journal.message('device', 'gateway', `${this.name} resets`);
    this.device.reset();
  }

  /** The device received bytes. */
  receiveDownlink(bytes: Buffer): void {
    this.world.journal.message('gateway', 'device', `${bytes.length} B to ${this.name}`, bytes);
    judgeDownlink(this, bytes);
    this.world.changed();
  }

  deviceGone(): void {
    this.world.journal.message('gateway', 'device', `closes ${this.name}`);
    this.deviceClosed = true;
    this.world.changed();
  }

  /** Calls the adapter about this connection. */
  call(method: AdapterMethod, request: object): Promise<CallOutcome> {
    if (method === 'Close') this.mayHaveEnded = true;
    return this.world.call(method, { conn: this.conn ?? '', ...request }, this.name);
  }

  #hold(callback: Callback): Promise<CallbackAnswer> {
    return new Promise((resolve) => {
      this.held = {
        callback,
        release: (answer) => {
          this.held = undefined;
          resolve(answer);
        },
      };
      this.world.changed();
    });
  }
}

function toAnswer(behaviour: Exclude<Behaviour, 'hold'>): CallbackAnswer {
  return behaviour === 'answer' ? answered : { status: behaviour };
}

function bytesOf(callback: Callback): Buffer | undefined {
  if (callback.method === 'OnReceivedBytes') return callback.request.bytes;
  return callback.method === 'OnReceivedMessages' ? callback.request.messages[0]?.payload : undefined;
}

function describeCallback(callback: Callback): string {
  switch (callback.method) {
    case 'OnReceivedBytes':
      return ` ${callback.request.bytes.length} B`;
    case 'OnReceivedMessages':
      return ` ${callback.request.messages.map(({ topic, qos }) => `${topic} qos ${qos}`).join(', ')}`.slice(
        0,
        200,
      );
    case 'OnSocketClosed':
      return ` "${callback.request.reason}"`;
    default:
      return '';
  }
}
