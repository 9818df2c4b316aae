import fc from 'fast-check';
import type { DeviceProfile, Fields, FrameContext, FrameType, Outcome } from './device-profile.ts';
import { type SampleFrame, sampleFrames } from './sample-frames.ts';

/** So many bytes of a sample are shown. */
const mostBytes = 64;

/** Says in words what a profile says, by the example of one device with a frame of each type. */
export function explainProfile(profile: DeviceProfile, seed: number): string {
  const [identity = {}] = fc.sample(profile.identity, { numRuns: 1, seed });
  const samples = sampleFrames(profile, identity, seed);
  const types = [...profile.frames.values()];
  const frames = (from: FrameType['from']) =>
    types.filter((type) => type.from === from).flatMap((type) => frameLines(type, samples.get(type.name)));
  return [
    `${profile.name}${profile.description === undefined ? '' : `: ${profile.description}`}`,
    `  devices connect on ${profile.transports.join(', ')}`,
    `  a device, such as this one, has ${fieldsText(identity)}`,
    `  frames: ${profile.framing.description}`,
    '',
    'frames of the device',
    ...frames('device'),
    '',
    'frames of the handler',
    ...frames('handler'),
    '',
    'what is said',
    ...conversationLines(profile, samples).map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function frameLines(type: FrameType, sample: SampleFrame | undefined): readonly string[] {
  const name = `  ${type.name.padEnd(16)} `;
  if (sample?.fields === undefined) return [`${name}(it answers something that the profile does not name)`];
  const bytes = Buffer.from(type.encode(sample.fields));
  const more = bytes.length > mostBytes ? ` … ${bytes.length} bytes` : '';
  const hex = bytes
    .subarray(0, mostBytes)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');
  const open = type.varying.size === 0 ? '' : `; up to the handler: ${[...type.varying].join(', ')}`;
  const indent = ' '.repeat(name.length);
  return [
    `${name}${hex}${more}`,
    `${indent}${textOf(bytes)}`,
    `${indent}${fieldsText(sample.fields)}${open}`,
  ];
}

function conversationLines(
  profile: DeviceProfile,
  samples: ReadonlyMap<string, SampleFrame>,
): readonly string[] {
  const { login, exchanges, commands, heartbeat, silence, garbage, refusals } = profile;
  const contextOf = (name: string): FrameContext => {
    const { context, fields } = samples.get(name) ?? {
      context: { identity: {}, counter: 1 },
      fields: undefined,
    };
    return fields === undefined ? context : { ...context, request: fields };
  };
  const answered = (reply: string | undefined) => (reply === undefined ? 'no reply' : `the reply ${reply}`);
  return [
    ...(login === undefined
      ? ['there is no login: the handler knows its devices by something else']
      : [
          `${login.send} logs in as clientid ${login.clientid(contextOf(login.send))}: ${answered(login.reply)}`,
          `before that, another frame: ${outcomeText(login.before)}`,
        ]),
    ...exchanges.map(({ send, reply, publish }) => {
      const topic = publish?.topic(contextOf(send));
      const payload = publish?.payload?.(contextOf(send));
      const published =
        topic === undefined
          ? 'nothing is published'
          : `published to ${topic}${payload === undefined ? '' : ` as ${payload}`}`;
      return `${send}: ${answered(reply)}, ${published}`;
    }),
    ...commands.map(({ topic, payload, receive, answer }) => {
      const context = samples.get(receive)?.context ?? contextOf(receive);
      const then = answer === undefined ? '' : `, which it answers with ${answer}`;
      return `the message ${payload(context)} to ${topic(context)} reaches the device as ${receive}${then}`;
    }),
    heartbeat === undefined ? 'there is no heartbeat' : `${heartbeat.send} is sent each ${heartbeat.every} s`,
    silence === undefined
      ? 'how long a device may be silent is not said'
      : `a device that is silent for ${silence} s is closed`,
    `bytes that are no frame: ${garbage === undefined ? 'not said' : garbageText(garbage.is)}`,
    ...Object.entries(refusals).map(([method, outcome]) => `${method} is refused: ${outcomeText(outcome)}`),
  ];
}

function outcomeText(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'not said';
  if (typeof outcome === 'object') return `the reply ${outcome.reply}`;
  return { closes: 'the device is closed', silent: 'no reply', same: 'all is as without' }[outcome];
}

function garbageText(is: NonNullable<DeviceProfile['garbage']>['is']): string {
  if (typeof is === 'object') return `the reply ${is.reply}`;
  return is === 'closes' ? 'the device is closed' : 'they are ignored';
}

function fieldsText(fields: Fields): string {
  const words = Object.entries(fields).map(([name, value]) => `${name} ${value}`);
  return words.length === 0 ? 'no fields' : words.join(', ');
}

/** The bytes as text, with a dot for what is none. */
function textOf(bytes: Buffer): string {
  return bytes
    .subarray(0, mostBytes)
    .toString('latin1')
    .replace(/[^ -~]/g, '.');
}
