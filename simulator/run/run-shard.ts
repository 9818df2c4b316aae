import { systemClock } from '../../gateway/dtls/index.ts';
import { createCommander } from '../clients/command-route.ts';
import { createConnector } from '../clients/create-connector.ts';
import { kindOf } from '../clients/device-socket.ts';
import { Load } from '../load/load.ts';
import type { MeasurementsData } from '../measure/measurements.ts';
import { SelfMonitor, type SelfReport } from '../measure/self-monitor.ts';
import { loadScript } from '../script/load-script.ts';
import type { SimulationPlan } from './simulation-plan.ts';

/** What a process tells now and then. */
export interface ShardInterval {
  /** Of this interval alone. */
  readonly measurements: MeasurementsData;
  /** Devices that are connected now. */
  readonly online: number;
  /** How late the event loop was at p99, in milliseconds. */
  readonly eventLoopDelay: number;
}

/** Several in each second of the report, so that none of its seconds is empty. */
const intervalTime = 250;
const settleTime = 20;
/** Frames that carry a time carry it in parts of a millisecond: what is near answers in less than one. */
const clock = { ...systemClock, wallTime: () => performance.timeOrigin + performance.now() };

/**
 * Runs a plan's part of the devices in this process, until its end or until it is stopped.
 *
 * @throws {SimulatorError} `CREDENTIALS_UNUSABLE`, `OPTION_INVALID`
 * @throws {ProfileError} naming what is wrong with the profile
 */
export async function runShard(
  { target, sources, credentials, impairment, profile, size, commandRoute, load: plan }: SimulationPlan,
  tell: (interval: ShardInterval) => void,
  stopped: AbortSignal,
): Promise<SelfReport> {
  const script = await loadScript({ profile, size, seed: plan.seed });
  const connector = await createConnector(target, { sources, credentials, impairment, seed: plan.seed });
  const kind = kindOf(target.transport);
  const commander = commandRoute === undefined ? undefined : createCommander(commandRoute);
  const monitor = new SelfMonitor();
  const load = new Load(plan, { clock, connector, script, kind, commander });
  const tellInterval = (online = load.online) =>
    tell({
      measurements: load.takeMeasurements().toData(),
      online,
      eventLoopDelay: monitor.takeDelay(),
    });
  const timer = setInterval(() => tellInterval(), intervalTime);
  await pause(load.duration, stopped);
  load.end();
  const deadline = systemClock.now() + plan.replyTimeout;
  // Who ends a run early wants to know what came of what was sent, too.
  while (load.outstanding > 0 && systemClock.now() < deadline) {
    await pause(settleTime);
  }
  clearInterval(timer);
  const { online } = load;
  load.stop();
  tellInterval(online);
  const report = monitor.finish();
  connector.close();
  commander?.close();
  return report;
}

function pause(milliseconds: number, stopped?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopped?.aborted === true) return resolve();
    const finish = () => {
      clearTimeout(timer);
      stopped?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    stopped?.addEventListener('abort', finish);
  });
}
