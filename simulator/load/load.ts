import type { Clock } from '../../gateway/clock/clock.ts';
import type { Connector } from '../clients/device-socket.ts';
import { Measurements } from '../measure/measurements.ts';
import type { DeviceIdentity, DeviceScript } from '../script/device-script.ts';
import type { Commander } from './commander.ts';
import type { LoadPlan } from './load-plan.ts';
import { durationOf, type Phase } from './phases.ts';
import { SimulatedDevice } from './simulated-device.ts';
import { TimingWheel } from './timing-wheel.ts';

/** What a load is made with. */
export interface LoadParts {
  readonly clock: Clock;
  readonly connector: Connector;
  readonly script: DeviceScript;
  readonly kind: DeviceIdentity['kind'];
  /** What publishes commands, where devices are told what to do. */
  readonly commander?: Commander | undefined;
}

/** The devices of one process, from the first that comes until the last reply. */
export class Load {
  readonly plan: LoadPlan;
  readonly clock: Clock;
  readonly connector: Connector;
  readonly script: DeviceScript;
  readonly kind: DeviceIdentity['kind'];
  readonly commander: Commander | undefined;
  readonly wheel: TimingWheel;
  /** The ramp, at the rate with which the first phase begins, and the phases. */
  readonly phases: readonly Phase[];
  /** When it began, by the clock. */
  readonly began: number;
  /** How many devices are connected now. */
  online = 0;
  /** How many messages have no reply yet. */
  outstanding = 0;
  /** Devices come and send no more. */
  ended = false;
  measurements = new Measurements();
  readonly #devices: SimulatedDevice[] = [];

  constructor(plan: LoadPlan, { clock, connector, script, kind, commander }: LoadParts) {
    this.plan = plan;
    this.clock = clock;
    this.connector = connector;
    this.script = script;
    this.kind = kind;
    this.commander = commander;
    this.wheel = new TimingWheel(clock);
    const rate = plan.phases[0]?.from ?? 0;
    this.phases = [{ duration: plan.ramp, from: rate, to: rate }, ...plan.phases];
    this.began = clock.now();
    const { index: first, count } = plan.shard;
    for (let index = first; index < plan.devices; index += count) {
      this.#devices.push(new SimulatedDevice(this, index, (plan.ramp * index) / plan.devices));
    }
  }

  /** Milliseconds from the beginning to the end of the last phase. */
  get duration(): number {
    return durationOf(this.phases);
  }

  /** What was measured since it was asked last. */
  takeMeasurements(): Measurements {
    const taken = this.measurements;
    this.measurements = new Measurements();
    return taken;
  }

  /** From now on nothing more is sent; replies are still heard. */
  end(): void {
    // What was due until now is sent, whatever the clock of the wheel says: parts of a run add up to the whole.
    const until = Math.min(this.clock.now(), this.began + this.duration);
    for (const device of this.#devices) device.retire(until);
    this.ended = true;
  }

  /** Disconnects all devices; what has no reply is lost. */
  stop(): void {
    this.ended = true;
    for (const device of this.#devices) device.stop();
    this.wheel.stop();
  }
}
