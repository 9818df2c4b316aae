import fc from 'fast-check';
import type { DeviceProfile, Fields, FrameType } from '../profile/device-profile.ts';
import { AwaitedFrames } from './awaited-frames.ts';
import type { Command, Conversation, DeviceIdentity, DeviceScript, Heard, Message } from './device-script.ts';
import { createVocabulary, typeOf, type Utterance, type Vocabulary } from './vocabulary.ts';

/**
 * Devices that talk as a profile says: they log in, send its frames in turn by chance, and answer its commands.
 *
 * @throws {RangeError} where the profile has nothing that devices send of themselves
 */
export function profileScript(profile: DeviceProfile, seed: number): DeviceScript {
  const vocabulary = createVocabulary(profile, seed);
  const { heartbeat } = profile;
  return {
    name: profile.name,
    ...(heartbeat === undefined ? {} : { heartbeat: heartbeat.every * 1_000 }),
    hasCommands: vocabulary.orders.length > 0,
    createConversation: (device) => new ProfileConversation(vocabulary, device),
  };
}

/** One device that talks as a profile says. */
class ProfileConversation implements Conversation {
  readonly #vocabulary: Vocabulary;
  readonly #profile: DeviceProfile;
  readonly #device: DeviceIdentity;
  /** Made when the device connects first: most of thousands wait for their turn. */
  #identity: Fields | undefined;
  #rest: Buffer = Buffer.alloc(0);
  #counter = 0;
  #sequence = 0;
  #isLoggingIn = false;
  /** A login without a reply goes out with the first message. */
  #unsent: Uint8Array | undefined;
  readonly #replies = new AwaitedFrames();
  readonly #commands = new AwaitedFrames();

  constructor(vocabulary: Vocabulary, device: DeviceIdentity) {
    this.#vocabulary = vocabulary;
    this.#profile = vocabulary.profile;
    this.#device = device;
  }

  connected(): Uint8Array | undefined {
    this.#rest = Buffer.alloc(0);
    this.#counter = 0;
    this.#replies.clear();
    this.#commands.clear();
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
    return this.#utter(this.#pick(this.#vocabulary.utterances));
  }

  beat(): Message {
    const { beat } = this.#vocabulary;
    if (beat === undefined) throw new RangeError(`the profile ${this.#profile.name} has no heartbeat`);
    return this.#utter(beat);
  }

  command(): Command {
    const sequence = this.#sequence++ >>> 0;
    // In turns, so that what the device sends of itself is the same with commands and without.
    const { orders } = this.#vocabulary;
    const order = orders[sequence % orders.length];
    if (order === undefined) throw new RangeError(`the profile ${this.#profile.name} has no commands`);
    const { command, type, pool } = order;
    const request = pool[(sequence + this.#device.index) % pool.length] ?? {};
    const context = { identity: this.#who(), counter: 0, request };
    this.#commands.add({ sequence, type, request });
    return { sequence, topic: command.topic(context), payload: Buffer.from(command.payload(context)) };
  }

  receive(bytes: Buffer): readonly Heard[] {
    const whole = this.#device.kind === 'datagram';
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const { pieces, rest } = this.#profile.framing.split(all, whole);
    // The socket reads into the same memory again.
    this.#rest = Buffer.from(rest);
    return pieces.map((piece) => (piece.isFrame ? this.#hear(piece.bytes) : { kind: 'garbage' }));
  }

  #pick<Each>(from: readonly Each[]): Each {
    return from[Math.floor(this.#device.random() * from.length)] as Each;
  }

  #utter({ exchange: { reply }, type, pool }: Utterance): Message {
    const fields = this.#complete(type, this.#pick(pool));
    const bytes = type.encode(fields);
    const whole = this.#unsent === undefined ? bytes : Buffer.concat([this.#unsent, bytes]);
    this.#unsent = undefined;
    return { bytes: whole, ...this.#await(reply, fields) };
  }

  /** Waits for the reply to what it sends, where there is to be one. */
  #await(reply: string | undefined, request: Fields): { readonly sequence?: number } {
    if (reply === undefined) return {};
    const sequence = this.#sequence++ >>> 0;
    this.#replies.add({ sequence, type: typeOf(this.#profile, reply), request });
    return { sequence };
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
    const reply = this.#replies.take(type, fields, this.#who());
    if (reply !== undefined) return { kind: 'reply', sequence: reply.sequence };
    const published = this.#commands.take(type, fields, this.#who());
    const known = published === undefined ? {} : { sequence: published.sequence };
    const command = commands.find(({ receive }) => receive === type.name);
    if (command === undefined) return { kind: 'garbage' };
    if (command.answer === undefined) return { kind: 'command', ...known };
    return { kind: 'command', ...known, answer: this.#answer(command.answer, fields) };
  }

  #answer(name: string, request: Fields): Message {
    const type = typeOf(this.#profile, name);
    const [chosen = {}] = fc.sample(type.values, { numRuns: 1, seed: this.#counter });
    const fields = this.#complete(type, chosen, request);
    const exchange = this.#profile.exchanges.find(({ send }) => send === name);
    return { bytes: type.encode(fields), ...this.#await(exchange?.reply, fields) };
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

/** FNV-1a: devices with one clientid are the same device. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash | 0;
}
