import fc from 'fast-check';
import type { DeviceProfile } from '../../../simulator/profile/index.ts';
import { exchangesOf, talks } from './saying.ts';

/** What one device of the profile sends: its login, and a frame of each kind. */
export function profileSamples(profile: DeviceProfile, seed: number): readonly Uint8Array[] {
  const exchanges = exchangesOf(profile);
  const length = { minLength: 1, maxLength: 1 };
  const each = exchanges.map((exchange) => talks(profile, length, [exchange]));
  const [first, ...others] =
    fc.sample(fc.tuple(talks(profile, length), ...each), { numRuns: 1, seed })[0] ?? [];
  const login = first?.login === undefined ? [] : [first.login];
  return [...login, ...others.flatMap(({ sayings }) => sayings)].map(({ bytes }) => bytes);
}

/** The ways in which its devices connect, without their encryption. */
export function transportsOf({ transports }: DeviceProfile): readonly ('tcp' | 'udp')[] {
  const stream = transports.includes('tcp') || transports.includes('tls');
  const datagram = transports.includes('udp') || transports.includes('dtls');
  return [...(stream ? (['tcp'] as const) : []), ...(datagram ? (['udp'] as const) : [])];
}
