import type { DeviceProfile } from '../../../simulator/profile/index.ts';
import type { Property } from '../properties/property.ts';
import { beforeLogin } from './properties/before-login.ts';
import { chunks } from './properties/chunks.ts';
import { commands } from './properties/commands.ts';
import { datagrams } from './properties/datagrams.ts';
import { devices } from './properties/devices.ts';
import { exchanges } from './properties/exchanges.ts';
import { garbage } from './properties/garbage.ts';
import { lateCreated } from './properties/late-created.ts';
import { refused } from './properties/refused.ts';
import { repeat } from './properties/repeat.ts';
import { silence } from './properties/silence.ts';

const all = [
  exchanges,
  beforeLogin,
  chunks,
  datagrams,
  devices,
  repeat,
  commands,
  refused,
  garbage,
  silence,
  lateCreated,
] as const;

/** Every property of a handler that only the profile of its devices can tell. */
export function profileProperties(profile: DeviceProfile): readonly Property[] {
  return all.map((property): Property => property(profile));
}

/** Their names, which a profile does not change. */
export const profilePropertyNames: readonly string[] = [
  'exchanges',
  'before-login',
  'chunks',
  'datagrams',
  'devices',
  'repeat',
  'commands',
  'refused',
  'garbage',
  'silence',
  'late-created',
];
