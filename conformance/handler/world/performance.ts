import type { VirtualGateway } from '../../../gateway/index.ts';
import type { Conversation, Step } from '../conversation/step.ts';
import type { Subject } from '../subject/subject.ts';
import { barrier } from './barrier.ts';
import type { Conns } from './conns.ts';
import { Aborted, type EventLog } from './event-log.ts';
import type { Interference } from './interference.ts';
import { Lane } from './lane.ts';
import { Recorder } from './recorder.ts';
import { isTopicOf, topicOf } from './topic-of.ts';
import type { Traffic } from './traffic.ts';
import type { WorldEvent } from './world-event.ts';

const largestDatagram = 65_507;

export interface Surroundings {
  readonly gateway: VirtualGateway;
  readonly conns: Conns;
  readonly subject: Subject;
  readonly deadline: number;
  readonly service: 'unary' | 'single';
}

/** One conversation, as it is carried out. */
export class Performance {
  readonly #conversation: Conversation;
  readonly #around: Surroundings;
  readonly #lanes = new Map<number, Lane>();
  readonly #log: EventLog;
  readonly #traffic: Traffic;
  readonly #interference: Interference;
  /** Takes down what is seen. */
  readonly recorder: Recorder;
  #adapterIsDown = false;

  constructor(conversation: Conversation, around: Surroundings) {
    this.#conversation = conversation;
    this.#around = around;
    this.recorder = new Recorder(around, (device, request) => this.#lanes.get(device)?.performed(request));
    this.#log = this.recorder.log;
    this.#traffic = this.recorder.traffic;
    this.#interference = this.recorder.interference;
  }

  async run(): Promise<readonly WorldEvent[]> {
    try {
      for (const [index, step] of this.#conversation.steps.entries()) {
        this.#log.add({ kind: 'step', index });
        await this.#take(step);
      }
      await this.#end();
    } catch (error) {
      if (!(error instanceof Aborted)) throw error;
    } finally {
      await this.#cleanUp();
    }
    await this.#lookAfterHandler();
    return this.#log.events;
  }

  async #take(step: Step): Promise<void> {
    const { gateway, subject, service } = this.#around;
    switch (step.type) {
      case 'connect':
        return void (await this.#connect(step.device, step.created));
      case 'bytes': {
        const { device } = await this.#ready(step.device);
        const whole = this.#conversation.transport === 'tcp';
        const bytes = whole ? step.bytes : step.bytes.subarray(0, largestDatagram);
        this.#log.add({ kind: 'sent', device: step.device, conn: device.conn, bytes });
        if (bytes.length > 0) device.send(bytes);
        else gateway.sendNothing(device, service);
        return this.#rest(step.pace);
      }
      case 'finish':
      case 'reset': {
        // Datagrams know no end.
        if (this.#conversation.transport === 'udp') return;
        const { device } = await this.#ready(step.device);
        this.#log.add({ kind: 'left', device: step.device, conn: device.conn, how: step.type });
        if (step.type === 'finish') device.finish();
        else device.reset();
        return this.#rest(step.pace);
      }
      case 'messages': {
        const { device, filters } = await this.#ready(step.device);
        const topic = step.topic ?? [...filters].map(topicOf)[0];
        if (topic === undefined || ![...filters].some((filter) => isTopicOf(filter, topic))) return;
        gateway.publish(device, topic, step.payloads, step.together);
        return this.#rest('settled');
      }
      case 'time':
        return this.#interference.holds ? undefined : this.#pass(step.seconds);
      case 'crowd':
        return this.#crowd(step.count, step.bytes);
      case 'refuse':
        return this.#interference.refuse(step.refusal, step.method);
      case 'hold':
        return this.#interference.hold(step.device);
      case 'release':
        return this.#release();
      case 'adapterDown':
        await this.#settle();
        this.#adapterIsDown = true;
        return gateway.adapterDown();
      case 'adapterUp':
        this.#adapterIsDown = false;
        return gateway.adapterUp();
      case 'gatewayRestarts':
        await this.#settle();
        this.#forgetAll();
        return gateway.restart();
      case 'handlerRestarts':
        if (subject.restart === undefined) return;
        await this.#settle();
        await subject.restart();
        gateway.renewHandler();
        await gateway.probeHandler(this.#around.deadline);
    }
  }

  /** Time passes; whenever something comes of it the handler answers before more time passes. */
  async #pass(seconds: number): Promise<void> {
    await this.#settle();
    for (let passed = 0; passed < seconds; passed += 1) {
      this.#around.gateway.pass(1_000);
      await this.#log.until(() => this.#isIdle());
    }
    return this.#settle();
  }

  /** Devices come, send something and go, all at the same time. */
  async #crowd(count: number, bytes: Uint8Array): Promise<void> {
    const { gateway, conns, service } = this.#around;
    const devices = Array.from({ length: count }, () =>
      gateway.connect({ transport: 'tcp', service, created: 'first' }),
    );
    for (const device of devices) {
      conns.own(device.conn, 'barrier');
      device.open();
      device.send(bytes);
      device.finish();
    }
    await this.#log.until(() => !devices.some(({ conn }) => this.#traffic.isBusy(conn)));
    for (const device of devices) gateway.forget(device);
  }

  async #connect(device: number, created: 'first' | 'late' | 'never'): Promise<Lane> {
    const { gateway, conns } = this.#around;
    const { transport, streams } = this.#conversation;
    const held = this.#lanes.get(device);
    if (held !== undefined) await this.#log.until(() => !this.#traffic.isBusy(held.device.conn));
    const connected = gateway.connect({
      transport,
      service: streams ? 'streams' : this.#around.service,
      created,
      ...(held === undefined || held.device.isOpen ? {} : { again: held.device }),
    });
    const lane = new Lane(connected);
    this.#lanes.set(device, lane);
    conns.own(connected.conn, device);
    this.#log.add({ kind: 'connected', conn: connected.conn, device, created });
    connected.open();
    await this.#log.until(() => !this.#traffic.isBusy(connected.conn) || this.#interference.isHeld(device));
    return lane;
  }

  /** The device, connected, with none of its callbacks on their way. */
  async #ready(number: number): Promise<Lane> {
    const lane = this.#lanes.get(number);
    if (lane === undefined || !lane.device.isOpen) return this.#connect(number, 'first');
    // What is held back does not hold the device up.
    if (!this.#interference.isHeld(number))
      await this.#log.until(() => !this.#traffic.isBusy(lane.device.conn));
    return lane.device.isOpen ? lane : this.#connect(number, 'first');
  }

  #rest(pace: 'settled' | 'racing'): Promise<void> | undefined {
    return pace === 'settled' ? this.#settle() : undefined;
  }

  /**
   * Waits until the handler has come to rest: others are served from beginning to end, and nothing more came. One that
   * never does is not waited for longer than for a callback, and does not count as quiet.
   */
  async #settle(): Promise<void> {
    const until = performance.now() + this.#around.deadline;
    do {
      await this.#log.until(() => this.#isIdle());
      const before = this.recorder.activity;
      await this.#barrier();
      const isQuiet = this.recorder.activity === before && this.#isIdle();
      if (isQuiet && !this.#interference.holds) this.#log.add({ kind: 'quiet' });
      if (isQuiet) return;
    } while (performance.now() < until);
  }

  #barrier(): Promise<void> {
    return barrier(this.#around, (conn) => this.#log.until(() => !this.#traffic.isBusy(conn)));
  }

  #isIdle(): boolean {
    return this.#traffic.isIdle((conn) => {
      const owner = this.#around.conns.ownerOf(conn);
      return owner === 'barrier' || (typeof owner === 'number' && this.#interference.isHeld(owner));
    });
  }

  #release(): Promise<void> {
    for (const device of this.#interference.release()) {
      const lane = this.#lanes.get(device);
      if (lane !== undefined) this.#traffic.restart(lane.device.conn);
    }
    return this.#settle();
  }

  /** Every device goes, and the handler gets the time to say what it should not say. */
  async #end(): Promise<void> {
    if (this.#adapterIsDown) await this.#around.gateway.adapterUp();
    this.#adapterIsDown = false;
    await this.#release();
    const open = [...this.#lanes.values()].filter(({ device }) => device.isOpen);
    if (this.#conversation.transport === 'tcp') for (const { device } of open) device.finish();
    else await this.#pass(Math.max(31, ...open.map(({ interval }) => interval * 3)));
    await this.#settle();
    await this.#barrier();
  }

  async #cleanUp(): Promise<void> {
    this.#interference.release();
    this.#log.abort();
    this.#forgetAll();
    this.#traffic.clear();
    if (this.#adapterIsDown) await this.#around.gateway.adapterUp();
  }

  #forgetAll(): void {
    const { gateway, conns } = this.#around;
    for (const { device } of this.#lanes.values()) gateway.forget(device);
    for (const event of this.#log.events) if (event.kind === 'connected') conns.own(event.conn, 'past');
    this.#lanes.clear();
  }

  /** A callback that broke may mean that nobody is there any more. */
  async #lookAfterHandler(): Promise<void> {
    const { gateway, subject } = this.#around;
    if (!this.recorder.suspicious && subject.death === undefined) return;
    const unreachable = await gateway.probeHandler(1_000);
    const how = subject.death ?? (unreachable && `it can't be reached any more: ${unreachable}`);
    if (how !== undefined) this.#log.add({ kind: 'died', how });
  }
}
