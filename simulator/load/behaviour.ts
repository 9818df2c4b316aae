import type { Random } from './random.ts';

/** What some of the devices do that good ones don't. Parts are from 0 to 1, rates a second for each device. */
export interface Knobs {
  /** Devices that connect, log in, and send nothing. */
  readonly silent?: number;
  /** Devices that don't read what they are sent; only on TCP and TLS. */
  readonly slowReaders?: number;
  /** Devices that send garbage in place of their messages. */
  readonly garbage?: number;
  /** Devices that send a byte where a message was due. */
  readonly slowloris?: number;
  /** Devices that connect, and then neither log in nor send nor read, as if they had vanished. */
  readonly halfOpen?: number;
  /** Devices that use the clientid of another one. */
  readonly duplicateClientids?: number;
  /** How often a device leaves and comes back, as independent events. */
  readonly churn?: number;
  /** How many messages are sent at each time that one is due. */
  readonly burst?: number;
}

/** How one device behaves. */
export type Behaviour = 'good' | 'silent' | 'slowReader' | 'garbage' | 'slowloris' | 'halfOpen';

/** Which behaviour a device has: always one random number, so that a knob changes nothing but what it says. */
export function chooseBehaviour(knobs: Knobs, random: Random): Behaviour {
  const { silent = 0, slowReaders = 0, garbage = 0, slowloris = 0, halfOpen = 0 } = knobs;
  const parts = [
    ['silent', silent],
    ['slowReader', slowReaders],
    ['garbage', garbage],
    ['slowloris', slowloris],
    ['halfOpen', halfOpen],
  ] as const;
  let left = random();
  for (const [behaviour, part] of parts) {
    if (left < part) return behaviour;
    left -= part;
  }
  return 'good';
}
