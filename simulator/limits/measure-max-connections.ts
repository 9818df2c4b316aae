import type { Company } from './company.ts';
import type { Observation } from './observation.ts';
import { ownDoubt } from './own-doubt.ts';
import { pause } from './pause.ts';

/** How far the search for the last place goes. Times are milliseconds. */
export interface ConnectionsPlan {
  /** More devices are not brought in. */
  readonly most: number;
  /** Between two devices, so that the rate of connections refuses none. */
  readonly interval: number;
  /** For all of it. */
  readonly time: number;
  /** Why `most` is no more, where it is less than it should be. */
  readonly scarce?: string | undefined;
}

/** Devices that come at the same time. A handshake costs both sides more than a connection. */
const together = { tcp: 32, udp: 32, tls: 8, dtls: 8 };
/** A device that is turned away so often, and for so long, has met a listener that is full. */
const refusals = 3;
const refusedFor = 800;
const retryTime = 200;

/**
 * Brings in devices until the listener takes no more. A device counts while it stays connected; the listener is full when it
 * refuses one again and again.
 */
export async function measureMaxConnections(
  company: Company,
  { most, interval, time, scarce }: ConnectionsPlan,
  signal: AbortSignal | undefined,
): Promise<Observation> {
  const began = performance.now();
  const batch = interval > 0 ? 1 : together[company.approach.transport];
  let [refused, refusedSince] = [0, 0];
  while (company.size < most) {
    const passed = performance.now() - began;
    if (signal?.aborted === true || passed > time)
      return unfinished(company.size, `${Math.round(passed / 100) / 10} s were not enough`);
    const count = refused > 0 ? 1 : Math.min(batch, most - company.size);
    const visits = await Promise.all(Array.from({ length: count }, () => company.visit()));
    const own = ownDoubt(visits.map(({ error }) => error));
    if (own !== undefined) return unfinished(company.size, own);
    if (visits.every(({ admission }) => admission !== 'admitted')) {
      if (refused === 0) refusedSince = performance.now();
      refused += 1;
      const long = performance.now() - refusedSince >= Math.max(refusedFor, 3 * interval);
      if (refused >= refusals && long) return { measured: company.size };
      await pause(Math.max(retryTime, 1.5 * interval), signal);
    } else {
      refused = 0;
      await pause(interval, signal);
    }
  }
  return unfinished(company.size, scarce ?? `no more than ${most} were tried`);
}

function unfinished(measured: number, doubt: string): Observation {
  return { measured, atLeast: true, doubt };
}
