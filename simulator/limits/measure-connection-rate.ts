import { kindOf } from '../clients/device-socket.ts';
import type { Company } from './company.ts';
import { LoopWatch } from './loop-watch.ts';
import type { Observation } from './observation.ts';
import { offer } from './offer.ts';
import { ownDoubt } from './own-doubt.ts';

/** What is offered to a listener, and for how long. Rates are connections per second, times milliseconds. */
export interface RatePlan {
  readonly offered: number;
  /** Until a burst must be used up. */
  readonly lead: number;
  /** What is counted after it. */
  readonly time: number;
}

/** The rate, and how many came at once before it held. */
export interface ConnectionRate {
  readonly rate: Observation;
  readonly burst: Observation;
}

/** More is not offered by one process. */
const mostOffered = 3_000;
/** Devices whose fate is open, at a time. */
const mostWaiting = 2_000;
/** So many admissions make a rate. */
const enough = 20;
const longest = 5_000;
const undeclaredLead = 1_000;
const shortest = 500;

/**
 * Plans a rush of devices at twice the declared rate or more, so that a listener that keeps to it has to refuse.
 *
 * @param places How many devices may come in until the listener is full, where their places are not given back.
 */
export function planRate(
  declared: { readonly rate: number; readonly burst: number } | undefined,
  { time, offered, places }: { readonly time: number; readonly offered: number; readonly places: number },
): RatePlan | { readonly doubt: string } {
  if (declared === undefined) {
    const room = ((0.8 * places) / offered) * 1_000 - undeclaredLead;
    const within = Math.min(time, room);
    return within < shortest ? { doubt: fullBefore } : { offered, lead: undeclaredLead, time: within };
  }
  const { rate, burst } = declared;
  const rush = Math.min(mostOffered, Math.max(2 * rate, rate + burst));
  if (rush < 1.5 * rate) return { doubt: `no more than ${mostOffered}/s can be offered from here` };
  const lead = 1_300 * (burst / (rush - rate)) + 200;
  const wanted = Math.max(time, Math.min(longest, (enough * 1_000) / rate));
  const room = ((0.8 * places - burst) / rate) * 1_000 - lead;
  const within = Math.min(wanted, room);
  return within < shortest ? { doubt: fullBefore } : { offered: rush, lead, time: within };
}

const fullBefore = 'max_connections is reached before: a device on UDP keeps its place when it has left';

/**
 * Lets devices come by a plan, and counts those that are let in.
 *
 * @param places How many may be there at a time before the listener is full.
 * @param stall How long this process may stand still, in milliseconds.
 */
export async function measureConnectionRate(
  company: Company,
  { offered, lead, time }: RatePlan,
  {
    places,
    stall,
    signal,
  }: { readonly places: number; readonly stall: number; readonly signal?: AbortSignal | undefined },
): Promise<ConnectionRate> {
  const admissions: number[] = [];
  const errors = new Set<string | undefined>();
  const visits = new Set<Promise<void>>();
  let [refused, unanswered, skipped] = [0, 0, 0];
  const come = async () => {
    const { admission, at, error, visitor } = await company.visit();
    errors.add(error);
    if (admission === 'refused') refused += 1;
    else if (admission === 'unanswered') unanswered += 1;
    else {
      admissions.push(at);
      company.dismiss(visitor);
    }
  };
  const most = company.freesPlaces ? Math.min(mostWaiting, Math.ceil(0.8 * places)) : mostWaiting;
  const watch = new LoopWatch(stall);
  const began = performance.now();
  await offer(offered, lead + time, signal, () => {
    if (visits.size >= most) {
      skipped += 1;
      return;
    }
    const visit = come().finally(() => visits.delete(visit));
    visits.add(visit);
  });
  const elapsed = performance.now() - began;
  const disturbed = watch.finish();
  await Promise.all(visits);
  const counted = (elapsed - lead) / 1_000;
  const times = admissions.map((at) => at - began);
  const before = times.filter((at) => at < lead).length;
  const rate = times.filter((at) => at >= lead && at < elapsed).length / counted;
  const limited = refused + unanswered > 0;
  const silent = refused === 0 && kindOf(company.approach.transport) === 'stream';
  const doubt = ownDoubt(errors) ?? doubtOf({ skipped, limited, silent });
  const observation = { measured: rate, slack: 1 / counted, atLeast: !limited, doubt, disturbed };
  return { rate: observation, burst: burstOf(before - rate * (lead / 1_000), lead, observation) };
}

function doubtOf({
  skipped,
  limited,
  silent,
}: {
  readonly skipped: number;
  readonly limited: boolean;
  readonly silent: boolean;
}): string | undefined {
  if (skipped > 0) return 'too many devices were neither let in nor turned away yet to bring more';
  if (!limited) return 'no device was turned away, and no more were offered';
  // A gateway that lets devices wait looks like one that is slow.
  return silent ? 'devices waited and none was turned away: the target may only be slow' : undefined;
}

/** What came above the rate until the burst had to be used up. */
function burstOf(
  burst: number,
  lead: number,
  { measured = 0, slack = 0, ...rate }: Observation,
): ConnectionRate['burst'] {
  if (rate.atLeast === true) return { doubt: 'no device was turned away' };
  // As exact as the rate that is taken off.
  const uncertain = (0.1 * measured + slack) * (lead / 1_000) + 1;
  return { measured: Math.max(0, burst), slack: uncertain, doubt: rate.doubt, disturbed: rate.disturbed };
}
