import type { DeviceProfile, Fields } from '../../../simulator/profile/index.ts';
import type { WorldEvent } from '../world/world-event.ts';
import type { ReceivedFrame } from './effects.ts';
import { type DeviceTalk, describeFrame, type Saying } from './saying.ts';

/** A frame as far as the profile says what is in it. */
export interface ExpectedFrame {
  readonly name: string;
  readonly fields: Fields;
  readonly words: string;
}

/** The frame that answers such a request. */
export function expectedFrame(
  profile: DeviceProfile,
  name: string,
  identity: Fields,
  request: Fields,
): ExpectedFrame {
  const type = profile.frames.get(name);
  if (type === undefined) throw new RangeError(`the profile has no frame ${name}`);
  const known = type.complete({}, { identity, counter: 0, request });
  const fields = Object.fromEntries(Object.entries(known).filter(([field]) => !type.varying.has(field)));
  return { name, fields, words: describeFrame(name, fields) };
}

/** The reply to what a device says; undefined where there is none. */
export function expectedReply(
  profile: DeviceProfile,
  { identity }: DeviceTalk,
  saying: Saying,
): ExpectedFrame | undefined {
  const reply = saying.exchange === undefined ? profile.login?.reply : saying.exchange.reply;
  return reply === undefined ? undefined : expectedFrame(profile, reply, identity, saying.fields);
}

/** Whether the frame is what was expected, as far as that goes. */
export function isExpected({ name, fields }: ExpectedFrame, frame: ReceivedFrame): boolean {
  return (
    frame.name === name &&
    Object.entries(fields).every(([field, value]) => String(frame.fields[field]) === String(value))
  );
}

/** What is wrong with the frames that a device got; undefined where nothing is. */
export function judgeFrames(
  expected: readonly ExpectedFrame[],
  frames: readonly ReceivedFrame[],
): string | undefined {
  for (const [index, each] of expected.entries()) {
    const frame = frames[index];
    if (frame === undefined)
      return `${frames.length === 0 ? 'nothing' : `only ${frames.length} of ${expected.length}`} came`;
    if (!isExpected(each, frame))
      return `it was ${frame.words}${expected.length === 1 ? '' : ` in the place of ${each.words}`}`;
  }
  const extra = frames[expected.length];
  return extra === undefined ? undefined : `there came also ${extra.words}`;
}

/** What is published of what a device says. */
export function judgePublished(
  { identity }: DeviceTalk,
  { exchange, fields }: Saying,
  events: readonly WorldEvent[],
): { readonly expected: string; readonly actual: string } | undefined {
  const published = events.flatMap((event) =>
    event.kind === 'call' && event.request.method === 'Publish' ? [event.request] : [],
  );
  const [first, second] = published;
  const publish = exchange?.publish;
  if (publish === undefined) {
    if (first === undefined) return undefined;
    return { expected: 'nothing to be published', actual: `there was a Publish to ${first.topic}` };
  }
  const context = { identity, counter: 0, request: fields };
  const topic = publish.topic(context);
  const payload = publish.payload?.(context);
  const expected = `one Publish to ${topic}${payload === undefined ? '' : ` of ${payload}`}${publish.qos === undefined ? '' : ` with qos ${publish.qos}`}`;
  if (first === undefined) return { expected, actual: 'nothing was published' };
  if (second !== undefined) return { expected, actual: `there were ${published.length}` };
  const actual = `it was to ${first.topic} of ${Buffer.from(first.payload).toString('utf8').slice(0, 200)} with qos ${first.qos}`;
  const isRight =
    first.topic === topic &&
    (payload === undefined || Buffer.from(first.payload).equals(Buffer.from(payload))) &&
    (publish.qos === undefined || first.qos === publish.qos);
  return isRight ? undefined : { expected, actual };
}

/** Whether a device was closed, by its handler. */
export function isClosed(events: readonly WorldEvent[]): boolean {
  return events.some((event) => event.kind === 'call' && event.request.method === 'Close');
}
