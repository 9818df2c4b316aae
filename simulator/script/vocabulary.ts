import fc from 'fast-check';
import type { CommandType, DeviceProfile, Exchange, Fields, FrameType } from '../profile/device-profile.ts';

/** So many values of each frame are chosen before the load, and used again and again. */
const poolSize = 64;

/** What a device sends of itself, with values to choose from. */
export interface Utterance {
  readonly exchange: Exchange;
  readonly type: FrameType;
  readonly pool: readonly Fields[];
}

/** What a device can be told, with values to choose from. */
export interface Order {
  readonly command: CommandType;
  readonly type: FrameType;
  readonly pool: readonly Fields[];
}

/** All that devices of a profile say and hear. */
export interface Vocabulary {
  readonly profile: DeviceProfile;
  readonly utterances: readonly Utterance[];
  readonly orders: readonly Order[];
  /** What keeps the connection. */
  readonly beat: Utterance | undefined;
}

/** @throws {RangeError} where the profile has nothing that devices send of themselves */
export function createVocabulary(profile: DeviceProfile, seed: number): Vocabulary {
  const sample = (values: FrameType['values']) => fc.sample(values, { numRuns: poolSize, seed });
  const utter = (exchange: Exchange): Utterance => {
    const type = typeOf(profile, exchange.send);
    return { exchange, type, pool: sample(type.values) };
  };
  const answers = new Set(profile.commands.map(({ answer }) => answer));
  const utterances = profile.exchanges.filter(({ send }) => !answers.has(send)).map(utter);
  if (utterances.length === 0)
    throw new RangeError(`the profile ${profile.name} has no exchanges: add what devices send`);
  const orders = profile.commands.map((command) => ({
    command,
    type: typeOf(profile, command.receive),
    pool: sample(command.values),
  }));
  const beat = profile.heartbeat && utter(exchangeOf(profile, profile.heartbeat.send));
  return { profile, utterances, orders, beat };
}

/** @throws {RangeError} where there is no such frame */
export function typeOf({ frames }: DeviceProfile, name: string): FrameType {
  const type = frames.get(name);
  if (type === undefined) throw new RangeError(`the profile has no frame ${name}`);
  return type;
}

function exchangeOf({ exchanges }: DeviceProfile, send: string): Exchange {
  return exchanges.find((exchange) => exchange.send === send) ?? { send };
}
