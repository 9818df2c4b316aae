import { kindOf } from '../clients/device-socket.ts';
import type { Company } from './company.ts';
import type { DeclaredLimits } from './declared-limits.ts';
import { LoopWatch } from './loop-watch.ts';
import { measureUptake } from './measure-uptake.ts';
import type { Observation } from './observation.ts';
import { type FlowSubject, limitOf, planFlow } from './plan-flow.ts';
import { type Flow, runDatagrams, runStreams } from './run-flow.ts';

/** What a throughput is measured with. Times are milliseconds. */
export interface ThroughputSettings {
  readonly declared: Pick<DeclaredLimits, 'numbers'>;
  /** How long it is counted. */
  readonly time: number;
  /** How long this process may stand still. */
  readonly stall: number;
  /** Between two devices that come. */
  readonly interval: number;
  readonly roundTrip: number;
  readonly places: number;
  readonly signal?: AbortSignal | undefined;
}

/** So many pieces make a rate. */
const enough = 20;
const longest = 5_000;
/** A limit holds what one second gives: that is gone before it is counted, sent at three times the rate. */
const leads = { stream: [500, 2_000], datagram: [1_000, 1_000] } as const;
const undeclaredTime = 1_500;
/** What a limiter lets through in the beginning is so many times faster than what it allows. */
const burstSign = 1.4;
const clearSign = 2.5;
/** Datagrams that wait so long are about to be dropped for that, in milliseconds. */
const lagging = 150;

const silent = 'its handler does not send back what devices send, so nothing can be counted';

/** Sends more than a limit allows, and counts what the handler sends back. */
export async function measureThroughput(
  company: Company,
  subject: FlowSubject,
  { declared, time, stall, interval, roundTrip, places, signal }: ThroughputSettings,
): Promise<Observation> {
  const { transport, echoes } = company.approach;
  const kind = kindOf(transport);
  if (!echoes && (kind === 'datagram' || subject.what === 'messages')) return { doubt: silent };
  const plan = planFlow(subject, declared, { datagrams: kind === 'datagram', roundTrip, places });
  if ('doubt' in plan) return plan;
  const visitors = await company.gather(plan.devices, interval, signal);
  if (visitors.length < plan.devices)
    return { doubt: `only ${visitors.length} of ${plan.devices} devices were let in` };
  if (!echoes) return measureUptake(company, visitors, time, signal);
  const limit = declared.numbers[limitOf(subject)];
  const piece = subject.what === 'messages' ? 1 : plan.size;
  const wanted = limit === undefined ? undeclaredTime : Math.max(time, (enough * piece * 1_000) / limit);
  const counted = Math.min(limit === undefined ? undeclaredTime : Math.max(time, longest), wanted);
  const times = { lead: leads[kind], time: counted, signal };
  const watch = new LoopWatch(stall);
  const flow = await (kind === 'stream' ? runStreams : runDatagrams)(visitors, plan, times);
  const disturbed = watch.finish();
  const scale = subject.what === 'messages' ? plan.size : 1;
  const doubt = kind === 'stream' ? slowness(flow) : lag(flow);
  return {
    measured: flow.rate / scale,
    slack: (piece * 1_000) / counted,
    atLeast: limit === undefined && flow.peak < clearSign * flow.rate,
    doubt:
      limit === undefined
        ? 'it was much faster at first: there seems to be a limit'
        : flow.cutOff
          ? 'a device was cut off meanwhile'
          : doubt,
    disturbed,
  };
}

function slowness({ rate, peak }: Flow): string | undefined {
  return peak > burstSign * rate
    ? undefined
    : 'it was no faster from the first moment: the target, its handler or this machine may only be slow';
}

function lag({ delay }: Flow): string | undefined {
  if (delay === undefined) return 'nothing came back';
  return delay > lagging
    ? `replies took ${Math.round(delay)}ms: the target, its handler or this machine may only be slow`
    : undefined;
}
