import type { CommandRoute } from '../clients/command-route.ts';
import type { DeviceCredentials } from '../clients/create-connector.ts';
import type { Target, Transport } from '../clients/device-socket.ts';
import type { Impairment } from '../clients/impairment.ts';
import type { LoadPlan } from '../load/load-plan.ts';
import { durationOf } from '../load/phases.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { SelfReport } from '../measure/self-monitor.ts';
import { isMissedForGood, type Threshold } from '../measure/thresholds.ts';
import { Timeline, type TimelinePoint, timelinePoint } from '../measure/timeline.ts';
import { type Trend, trendsOf } from '../measure/trends.ts';
import { loadScript } from '../script/load-script.ts';
import { type OwnTarget, startOwnTarget } from '../target/own-target.ts';
import type { TargetState } from '../watch/target-state.ts';
import type { TargetWatch } from '../watch/target-watch.ts';
import { watchTarget } from '../watch/watch-target.ts';
import { checkCommandRoute, checkCommands } from './check-commands.ts';
import { checkResources, readSystemLimits } from './check-resources.ts';
import { checkSources } from './check-sources.ts';
import { checkTarget } from './check-target.ts';
import { Gathering } from './gathering.ts';
import { judgeSoak } from './judge-soak.ts';
import { runShard, type ShardInterval } from './run-shard.ts';
import { runWorker } from './run-worker.ts';
import { judge, type Verdict } from './verdict.ts';

/** What is simulated. */
export interface SimulationOptions {
  /** Where devices connect. Without it our gateway and an echo handler are started, for devices on `transport`. */
  readonly target?: Target;
  /** Of our own gateway; `tcp` where it is missing. */
  readonly transport?: Transport;
  readonly load: Omit<LoadPlan, 'shard'>;
  /** The part of the devices that this run has, from 0: the others are for other machines. */
  readonly shard?: LoadPlan['shard'];
  readonly sources?: readonly string[];
  readonly credentials?: DeviceCredentials;
  /** A bad network, on UDP and DTLS. */
  readonly impairment?: Impairment | undefined;
  /** How devices talk: `echo` (where it is missing), `tracker`, or the file of a device profile. */
  readonly profile?: string | undefined;
  /** Who publishes commands: needed with a `target` and a `commandRate`. That of our own gateway is its adapter. */
  readonly commandRoute?: CommandRoute | undefined;
  /** Bytes of an echo frame; 64 where it is missing. */
  readonly size?: number;
  /** Processes that share the devices; 1, which is this process, where it is missing. */
  readonly workers?: number;
  readonly thresholds?: readonly Threshold[];
  /** The target's process, where it is one of this machine: its memory and descriptors are looked at. */
  readonly targetPid?: number | undefined;
  /** Where the target serves its own metrics for Prometheus, in place of `targetPid`. */
  readonly targetMetrics?: string | undefined;
  /** Something of the target that grows is a failure: its memory, its descriptors, its latency. */
  readonly soak?: boolean;
  /** Milliseconds from one interval to the next; 1,000 where it is missing. */
  readonly interval?: number;
  /** Ends the run as soon as a threshold is missed after the ramp. */
  readonly abortOnFail?: boolean;
  /** Ends the run; it is judged by what was measured so far. */
  readonly signal?: AbortSignal;
  /** Awaited when everything is ready, before the first device comes. What it rejects with ends the run. */
  readonly beforeLoad?: () => Promise<void>;
  /** Called each second. */
  readonly onInterval?: (interval: SimulationInterval) => void;
}

const whole: LoadPlan['shard'] = { index: 0, count: 1 };

/** A second of a run, of all processes together. */
export interface SimulationInterval extends TargetState {
  /** Milliseconds since the beginning. */
  readonly time: number;
  /** How long the run is to take, in milliseconds. */
  readonly duration: number;
  readonly online: number;
  /** Of this interval alone. */
  readonly measurements: Measurements;
  /** How late the slowest event loop was at p99, in milliseconds. */
  readonly eventLoopDelay: number;
}

/** What came of a simulation. */
export interface SimulationResult extends Verdict {
  readonly target: Target;
  readonly seed: number;
  /** Of all parts together. */
  readonly devices: number;
  readonly shard: LoadPlan['shard'];
  /** Lateness of the generator that is no fault, in milliseconds. */
  readonly lateAfter: number;
  /** Milliseconds that it took. */
  readonly duration: number;
  /** Milliseconds of it, from the beginning, in which devices were to send: what is told per second is in these. */
  readonly sendingTime: number;
  /** It was ended before its time, by its signal or by a missed threshold. */
  readonly stopped: boolean;
  readonly measurements: Measurements;
  /** Whether something that grows is a failure. */
  readonly soak: boolean;
  /** Of the steady part, where it was long enough. */
  readonly trends: readonly Trend[];
  /** How it went, in a bounded number of points. */
  readonly timeline: readonly TimelinePoint[];
  /** How each process of the generator fared. */
  readonly workers: readonly SelfReport[];
}

/**
 * Simulates devices, and judges their target by what they felt.
 *
 * @throws {SimulatorError} `TARGET_UNREACHABLE`, `TOO_FEW_DESCRIPTORS`, `PORTS_EXHAUSTED`, `CREDENTIALS_UNUSABLE`, `WORKER_DIED`, `OPTION_INVALID`
 * @throws {ProfileError} naming everything that is wrong with the profile
 */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const { workers = 1, sources = [], credentials = {}, load } = options;
  const devices = Math.ceil(load.devices / (options.shard ?? whole).count);
  checkResources({ devices }, workers, sources, readSystemLimits());
  await checkSources(sources);
  // What is wrong with a profile is told before anything is started.
  const script = await loadScript({ profile: options.profile, size: options.size ?? 64, seed: load.seed });
  checkCommands(script, options);
  const own =
    options.target === undefined
      ? await startOwnTarget([options.transport ?? 'tcp'], options.profile)
      : undefined;
  let watch: TargetWatch | undefined;
  try {
    const target = options.target ?? (own as OwnTarget).targets[0];
    await checkTarget(target, sources[0], credentials);
    const route = own === undefined ? options.commandRoute : { adapter: own.adapter };
    const commandRoute = load.commandRate === undefined ? undefined : route;
    if (commandRoute !== undefined) await checkCommandRoute(commandRoute);
    watch = await watchTarget(own?.pid ?? options.targetPid, options.targetMetrics);
    await options.beforeLoad?.();
    return await run({ ...options, commandRoute }, target, watch);
  } finally {
    watch?.close();
    await own?.stop();
  }
}

async function run(
  options: SimulationOptions,
  target: Target,
  watch: TargetWatch | undefined,
): Promise<SimulationResult> {
  const {
    load,
    shard = whole,
    workers = 1,
    sources = [],
    credentials = {},
    profile,
    size = 64,
    impairment,
    commandRoute,
    thresholds = [],
    soak = false,
  } = options;
  const stop = new AbortController();
  const began = performance.now();
  const duration = load.ramp + durationOf(load.phases);
  let sendingTime = duration;
  const abort = () => {
    sendingTime = Math.min(sendingTime, performance.now() - began);
    stop.abort();
  };
  options.signal?.addEventListener('abort', abort);
  if (options.signal?.aborted === true) abort();
  const gathering = new Gathering(workers);
  const timeline = new Timeline();
  let last = 0;
  const tell = () => {
    const time = performance.now() - began;
    const interval = { time, duration, ...gathering.takeInterval(), ...watch?.look() };
    const { measurements, ...rest } = interval;
    timeline.add(timelinePoint(measurements, { ...rest, duration: time - last }));
    last = time;
    options.onInterval?.(interval);
    return interval;
  };
  const tellInterval = () => {
    const interval = tell();
    if (options.abortOnFail !== true || interval.time < load.ramp + 1_000) return;
    if (thresholds.some((threshold) => isMissedForGood(threshold, gathering.total))) abort();
  };
  const timer = setInterval(tellInterval, options.interval ?? 1_000);
  try {
    const plan = { target, sources, credentials, impairment, profile, size, commandRoute };
    const runs = Array.from({ length: workers }, (_, index) => {
      const tell = (interval: ShardInterval) => gathering.add(index, interval);
      // However many processes another part has, no device is in two.
      const own = { index: shard.index + shard.count * index, count: shard.count * workers };
      const given = { ...plan, load: { ...load, shard: own } };
      return workers === 1 ? runShard(given, tell, stop.signal) : runWorker(given, tell, stop.signal);
    });
    const reports = await Promise.all(runs).catch((error: unknown) => {
      abort();
      throw error;
    });
    clearInterval(timer);
    tell();
    const judged = judge(gathering.total, thresholds, reports, load.lateAfter, sendingTime);
    const trends = trendsOf(timeline.points);
    return {
      ...(soak ? judgeSoak(judged, trends, timeline.points) : judged),
      soak,
      trends,
      target,
      seed: load.seed,
      devices: load.devices,
      shard,
      lateAfter: load.lateAfter,
      duration: performance.now() - began,
      sendingTime,
      stopped: stop.signal.aborted,
      measurements: gathering.total,
      timeline: timeline.points,
      workers: reports,
    };
  } finally {
    clearInterval(timer);
    options.signal?.removeEventListener('abort', abort);
  }
}
