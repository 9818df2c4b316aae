import { stringify } from 'yaml';
import type { ProfileDefinition } from '../definition/schema.ts';
import type { DeviceProfile } from '../device-profile.ts';
import { ProfileError } from '../profile-error.ts';
import { parseProfile } from '../read-profile.ts';
import type { Captured } from './capture.ts';
import { guessBinaryFrames } from './guess-binary-frames.ts';
import { type GuessedFraming, guessFraming } from './guess-framing.ts';
import { guessTextFrames } from './guess-text-frames.ts';
import type { GuessedFrames } from './guessed-frame.ts';

/** What a captured session may mean. */
export interface ProposedProfile {
  /** YAML, with what to look at in comments. */
  readonly text: string;
  /** How many of the captured frames are frames by it, of how many. */
  readonly understood: number;
  readonly total: number;
}

/**
 * Proposes a profile from a captured session that begins with the login of a device.
 *
 * @throws {ProfileError} where nothing tells how its bytes are cut into frames
 */
export function proposeProfile(captured: readonly Captured[], name: string): ProposedProfile {
  const framing = guessFraming(captured.map(({ bytes }) => bytes));
  if (framing === undefined) {
    const text =
      'the reads have no end, no length and no size in common: capture more of the session, each frame in a line of its own';
    throw new ProfileError(name, [{ text }]);
  }
  const frames = cutReads(captured, framing);
  const isText = framing.kind === 'delimiter' && /^[\r\n]+$/.test(framing.delimiter.toString());
  const guessed = isText ? guessTextFrames(frames, framing.delimiter) : guessBinaryFrames(frames, framing);
  const { definition, notes } = assemble(name, frames, guessed, framing);
  const text = `${notes.map((note) => `# ${note}\n`).join('')}${stringify(definition, { lineWidth: 0, flowCollectionPadding: true })}`;
  const profile = parseProfile(text, name);
  const understood = frames.filter((frame) => isUnderstood(profile, frame)).length;
  return { text, understood, total: frames.length };
}

/** A read of text may have several lines. */
function cutReads(captured: readonly Captured[], framing: GuessedFraming): readonly Captured[] {
  if (framing.kind !== 'delimiter') return captured;
  const { delimiter } = framing;
  return captured.flatMap(({ from, bytes }) => {
    const cut: Captured[] = [];
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.indexOf(delimiter, at) + delimiter.length;
      cut.push({ from, bytes: bytes.subarray(at, end) });
      at = end;
    }
    return cut;
  });
}

function isUnderstood({ frames }: DeviceProfile, { from, bytes }: Captured): boolean {
  return [...frames.values()].some((type) => type.from === from && type.decode(bytes) !== undefined);
}

function assemble(
  name: string,
  captured: readonly Captured[],
  guessed: GuessedFrames & { readonly envelope?: ProfileDefinition['envelope'] | undefined },
  framing: GuessedFraming,
): { readonly definition: ProfileDefinition; readonly notes: readonly string[] } {
  const { frames, kinds, envelope } = guessed;
  const ofDevice = frames.filter(({ definition }) => definition.from === 'device').map((frame) => frame.name);
  const [login = ''] = ofDevice;
  const identity = Object.assign({}, ...frames.map((frame) => frame.identity)) as ProfileDefinition['device'];
  const device = Object.keys(identity).length === 0 ? { id: { digits: 8 } } : identity;
  const answered = new Set<number>();
  const doubts: string[] = [];
  const replyTo = (send: string) => {
    const replies = kinds.flatMap((kind, index) => {
      if (kind !== send) return [];
      const isAnswered = captured[index + 1]?.from === 'handler';
      if (isAnswered) answered.add(index + 1);
      return [isAnswered ? kinds[index + 1] : undefined];
    });
    const known = replies.filter((reply) => reply !== undefined);
    const [first] = known;
    if (first === undefined || known.some((reply) => reply !== first)) return {};
    if (known.length < replies.length)
      doubts.push(
        `${send} was answered ${known.length} of ${replies.length} times: is ${first} the reply to it?`,
      );
    return { reply: first };
  };
  const loginReply = replyTo(login);
  const exchanges = ofDevice.slice(1).map((send) => ({ send, ...replyTo(send) }));
  const unasked = new Set(
    kinds.filter((_, index) => captured[index]?.from === 'handler' && !answered.has(index)),
  );
  const notes = [
    `Proposed from a session of ${captured.length} frames: compare it with what you know, then run exproto profile check.`,
    `The first frame is taken for the login, and what varies in it for the name of the device.`,
    'Add what is published, commands, a heartbeat, silence and garbage: see docs/device-profiles.md.',
    ...doubts,
    ...[...unasked].map((kind) => `${kind} came without being asked for: it may be a command.`),
  ];
  const clientid = Object.keys(device)[0] ?? 'id';
  const definition: ProfileDefinition = {
    name,
    device,
    framing: framingDefinition(framing, captured),
    ...(envelope === undefined ? {} : { envelope }),
    frames: Object.fromEntries(frames.map((frame) => [frame.name, frame.definition])),
    login: { send: login, ...loginReply, clientid: `\${${clientid}}` },
    ...(exchanges.length === 0 ? {} : { exchanges }),
  };
  return { definition, notes };
}

function framingDefinition(
  framing: GuessedFraming,
  captured: readonly Captured[],
): ProfileDefinition['framing'] {
  const longest = Math.max(...captured.map(({ bytes }) => bytes.length));
  // Room for frames that the session does not have.
  const maximum = Math.min(65_536, Math.max(256, longest * 4));
  if (framing.kind === 'fixed') return { fixed: framing.size };
  if (framing.kind === 'delimiter') {
    const text = framing.delimiter.toString();
    const isText = /^[\r\n -~]+$/.test(text);
    return { delimiter: isText ? text : { hex: framing.delimiter.toString('hex') }, maximum };
  }
  const { start, end, at, type, little, plus } = framing;
  return {
    ...(start.length === 0 ? {} : { start: { hex: start.toString('hex') } }),
    length: { at, type, ...(little ? { endian: 'little' as const } : {}), plus },
    ...(end.length === 0 ? {} : { end: { hex: end.toString('hex') } }),
    maximum,
  };
}
