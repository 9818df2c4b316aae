import { readFileSync } from 'node:fs';
import type { LoadPlan } from '../load/load-plan.ts';
import { SimulatorError } from '../simulator-error.ts';

/** What the system allows. Infinity where it does not tell. */
export interface SystemLimits {
  /** Descriptors that a process may have. */
  readonly descriptors: number;
  /** Ports that an address has for outgoing connections. */
  readonly ports: number;
}

/** What a process has open besides its devices. */
export const otherDescriptors = 64;

/** Reads the limits of this system. */
export function readSystemLimits(): SystemLimits {
  const limits = read('/proc/self/limits');
  const [, descriptors = Number.POSITIVE_INFINITY] = /^Max open files\s+(\d+)/m.exec(limits) ?? [];
  const [first, last] = read('/proc/sys/net/ipv4/ip_local_port_range').trim().split(/\s+/).map(Number);
  const ports = first === undefined || last === undefined ? Number.POSITIVE_INFINITY : last - first + 1;
  return { descriptors: Number(descriptors), ports };
}

/**
 * Refuses a load that could not be made here.
 *
 * @param workers Processes that share the devices.
 * @throws {SimulatorError} `TOO_FEW_DESCRIPTORS`, `PORTS_EXHAUSTED`
 */
export function checkResources(
  { devices }: Pick<LoadPlan, 'devices'>,
  workers: number,
  sources: readonly string[],
  { descriptors, ports }: SystemLimits,
): void {
  const needed = Math.ceil(devices / workers) + otherDescriptors;
  if (needed > descriptors) {
    const enough = Math.ceil(devices / Math.max(1, descriptors - otherDescriptors));
    throw new SimulatorError(
      'TOO_FEW_DESCRIPTORS',
      `${devices} devices in ${workers === 1 ? 'one process need' : `${workers} processes need`} ${needed} file descriptors${workers === 1 ? '' : ' each'}, and ${descriptors} are allowed: run \`ulimit -n ${needed}\` before, or give --workers ${enough}`,
      { needed, allowed: descriptors },
    );
  }
  const addresses = Math.max(1, sources.length);
  if (devices <= addresses * ports) return;
  const wanted = Math.ceil(devices / ports);
  throw new SimulatorError(
    'PORTS_EXHAUSTED',
    `${devices} devices need more ports than ${addresses} source address has (${ports} each): give ${wanted} addresses, such as --source 127.0.0.1-127.0.0.${wanted}`,
    { needed: devices, allowed: addresses * ports },
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
