import fc, { type Arbitrary } from 'fast-check';
import type { DeviceProfile, Exchange, Fields, FrameContext } from '../../../simulator/profile/index.ts';

/** A frame that a device sends. */
export interface Saying {
  readonly type: string;
  readonly fields: Fields;
  readonly bytes: Uint8Array;
  /** The frame in words. */
  readonly label: string;
  /** What is to come of it; undefined for a login. */
  readonly exchange?: Exchange;
}

/** A device, and what it sends: first its login, where it has one. */
export interface DeviceTalk {
  readonly identity: Fields;
  readonly login?: Saying;
  readonly sayings: readonly Saying[];
}

/** Talks of devices, each with so many frames besides the login. */
export function talks(
  profile: DeviceProfile,
  { minLength, maxLength }: { readonly minLength: number; readonly maxLength: number },
  exchanges: readonly Exchange[] = exchangesOf(profile),
): Arbitrary<DeviceTalk> {
  const { login, identity, frames } = profile;
  const choices = exchanges.map(
    (exchange): Arbitrary<{ readonly exchange: Exchange; readonly chosen: Fields }> => {
      const values = frames.get(exchange.send)?.values ?? fc.constant({});
      return values.map((chosen) => ({ exchange, chosen }));
    },
  );
  const loginValues = frames.get(login?.send ?? '')?.values ?? fc.constant({});
  const said: Arbitrary<{ readonly exchange: Exchange; readonly chosen: Fields }[]> =
    choices.length === 0
      ? fc.constant([])
      : fc.array(fc.oneof(...choices), { minLength, maxLength, size: 'max' });
  return fc.record({ identity, loginValues, said }).map((chosen) => ({
    identity: chosen.identity,
    ...(login === undefined
      ? {}
      : { login: say(profile, login.send, chosen.loginValues, { identity: chosen.identity, counter: 1 }) }),
    sayings: chosen.said.map(({ exchange, chosen: values }, index) => ({
      ...say(profile, exchange.send, values, { identity: chosen.identity, counter: index + 2 }),
      exchange,
    })),
  }));
}

/** What devices send of themselves: an answer to a command needs the command. */
export function exchangesOf({ exchanges, commands }: DeviceProfile): readonly Exchange[] {
  return exchanges.filter(({ send }) => !commands.some(({ answer }) => answer === send));
}

function say({ frames }: DeviceProfile, name: string, values: Fields, context: FrameContext): Saying {
  const type = frames.get(name);
  if (type === undefined) throw new RangeError(`the profile has no frame ${name}`);
  const fields = type.complete(values, context);
  return { type: name, fields, bytes: type.encode(fields), label: describeFrame(name, fields) };
}

/** A frame in words, not too many. */
export function describeFrame(name: string, fields: Fields): string {
  const words = Object.entries(fields).map(([field, value]) => `${field} ${value}`);
  const text = `${name}${words.length === 0 ? '' : `: ${words.join(', ')}`}`;
  return text.length > 90 ? `${text.slice(0, 89)}…` : text;
}
