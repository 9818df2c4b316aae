import type { DeviceIdentity } from '../script/device-script.ts';
import type { Load } from './load.ts';
import type { Random } from './random.ts';

/** Who a device says that it is: itself, or its neighbour where clientids are used twice. */
export function identifyDevice({ plan, kind }: Load, index: number, random: Random): DeviceIdentity {
  const { seed, devices, knobs } = plan;
  const twin = random() < (knobs.duplicateClientids ?? 0) ? (index + 1) % devices : index;
  return { index, clientid: `device-${seed}-${twin}`, random, kind };
}
