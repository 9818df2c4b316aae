import fc from 'fast-check';
import type { DeviceProfile, Exchange, Fields, FrameType } from '../profile/device-profile.ts';
import type { Conversation, DeviceIdentity, DeviceScript, Heard, Message } from './device-script.ts';

/** So many values of each frame are chosen before the load, and used again and again. */
const poolSize = 64;
/** More replies than these are not waited for. */
const mostAwaited = 1_000;

/** What a device sends of itself, with values to choose from. */
interface Utterance {
  readonly exchange: Exchange;
  readonly type: FrameType;
  readonly pool: readonly Fields[];
}

/**
 * Devices that talk as a profile says: they log in, send its frames in turn by chance, and answer its commands.
 *
 * @throws {RangeError} where the profile has nothing that devices send of themselves
 */
export function profileScript(profile: DeviceProfile, seed: number): DeviceScript {
  const answers = new Set(profile.commands.map(({ answer }) => answer));
  const utterances = profile.exchanges
    .filter(({ send }) => !answers.has(send))
    .map((exchange): Utterance => {
      const type = typeOf(profile, exchange.send);
      return { exchange, type, pool: fc.sample(type.values, { numRuns: poolSize, seed }) };
    });
  if (utterances.length === 0)
    throw new RangeError(`the profile ${profile.name} has no exchanges: add what devices send`);
  return {
    name: profile.name,
    createConversation: (device) => new ProfileConversation(profile, utterances, device),
  };
}

interface Awaited {
  readonly sequence: number;
  readonly reply: FrameType;
  readonly request: Fields;
}

/** One device that talks as a profile says. */
class ProfileConversation implements Conversation {
  readonly #profile: DeviceProfile;
  readonly #utterances: readonly Utterance[];
  readonly #device: DeviceIdentity;
  /** Made when the device connects first: most of thousands wait for their turn. */
  #identity: Fields | undefined;
  #rest: Buffer = Buffer.alloc(0);
  #counter = 0;
  #sequence = 0;
  #isLoggingIn = false;
  /** A login without a reply goes out with the first message. */
  #unsent: Uint8Array | undefined;
  #awaited: Awaited[] = [];

  constructor(profile: DeviceProfile, utterances: readonly Utterance[], device: DeviceIdentity) {
    this.#profile = profile;
    this.#utterances = utterances;
    this.#device = device;
  }

  connected(): Uint8Array | undefined {
    this.#rest = Buffer.alloc(0);
    this.#counter = 0;
    this.#awaited = [];
    this.#unsent = undefined;
    const { login } = this.#profile;
    if (login === undefined) return undefined;
    const type = typeOf(this.#profile, login.send);
    const [chosen = {}] = fc.sample(type.values, { numRuns: 1, seed: this.#device.index });
    const bytes = type.encode(this.#complete(type, chosen));
    this.#isLoggingIn = login.reply !== undefined;
    if (this.#isLoggingIn) return bytes;
    this.#unsent = bytes;
    return undefined;
  }

  next(): Message {
    const { random } = this.#device;
    const pick = <Each>(from: readonly Each[]) => from[Math.floor(random() * from.length)] as Each;
    const { exchange, type, pool } = pick(this.#utterances);
    const fields = this.#complete(type, pick(pool));
    const bytes = type.encode(fields);
    const whole = this.#unsent === undefined ? bytes : Buffer.concat([this.#unsent, bytes]);
    this.#unsent = undefined;
    if (exchange.reply === undefined) return { bytes: whole };
    const sequence = this.#sequence++ >>> 0;
    this.#awaited.push({ sequence, reply: typeOf(this.#profile, exchange.reply), request: fields });
    if (this.#awaited.length > mostAwaited) this.#awaited.shift();
    return { bytes: whole, sequence };
  }

  receive(bytes: Buffer): readonly Heard[] {
    const whole = this.#device.kind === 'datagram';
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const { pieces, rest } = this.#profile.framing.split(all, whole);
    // The socket reads into the same memory again.
    this.#rest = Buffer.from(rest);
    return pieces.map((piece) => (piece.isFrame ? this.#hear(piece.bytes) : { kind: 'garbage' }));
  }

  #hear(bytes: Buffer): Heard {
    for (const type of this.#profile.frames.values()) {
      const fields = type.from === 'handler' ? type.decode(bytes) : undefined;
      if (fields !== undefined) return this.#understand(type, fields);
    }
    return { kind: 'garbage' };
  }

  #understand(type: FrameType, fields: Fields): Heard {
    const { login, refusals, commands } = this.#profile;
    if (this.#isLoggingIn) {
      const refused = refusals.Authenticate;
      const isRefusal = typeof refused === 'object' && refused.reply === type.name;
      if (type.name !== login?.reply && !isRefusal) return { kind: 'garbage' };
      this.#isLoggingIn = false;
      return { kind: isRefusal ? 'refused' : 'accepted' };
    }
    const at = this.#awaited.findIndex((each) => each.reply === type && this.#answers(each, fields));
    const [awaited] = at < 0 ? [] : this.#awaited.splice(at, 1);
    if (awaited !== undefined) return { kind: 'reply', sequence: awaited.sequence };
    const command = commands.find(({ receive }) => receive === type.name);
    if (command === undefined) return { kind: 'garbage' };
    if (command.answer === undefined) return { kind: 'command' };
    const answer = typeOf(this.#profile, command.answer);
    const [chosen = {}] = fc.sample(answer.values, { numRuns: 1, seed: this.#counter });
    return { kind: 'command', answer: answer.encode(this.#complete(answer, chosen, fields)) };
  }

  /** Whether a frame is the reply to that message. */
  #answers({ reply, request }: Awaited, fields: Fields): boolean {
    const expected = reply.complete({}, { identity: this.#who(), counter: 0, request });
    return Object.entries(expected).every(
      ([name, value]) => reply.varying.has(name) || String(fields[name]) === String(value),
    );
  }

  #complete(type: FrameType, chosen: Fields, request?: Fields): Fields {
    this.#counter += 1;
    const context = { identity: this.#who(), counter: this.#counter };
    return type.complete(chosen, request === undefined ? context : { ...context, request });
  }

  #who(): Fields {
    this.#identity ??= fc.sample(this.#profile.identity, {
      numRuns: 1,
      seed: hashOf(this.#device.clientid),
    })[0];
    return this.#identity ?? {};
  }
}

function typeOf({ frames }: DeviceProfile, name: string): FrameType {
  const type = frames.get(name);
  if (type === undefined) throw new RangeError(`the profile has no frame ${name}`);
  return type;
}

/** FNV-1a: devices with one clientid are the same device. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash | 0;
}
