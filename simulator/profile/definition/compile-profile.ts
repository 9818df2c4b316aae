import fc from 'fast-check';
import type { DeviceProfile, FrameType, Outcome, RefusableMethod, TextOf } from '../device-profile.ts';
import { profileTransports } from '../device-profile.ts';
import { createFrameType } from '../frame/frame-type.ts';
import { parseTemplate } from '../frame/template.ts';
import { type CompiledFraming, compileFraming } from './compile-framing.ts';
import { compileParts } from './compile-parts.ts';
import { garbageOf } from './garbage.ts';
import type { Path, Problems } from './problems.ts';
import type { ProfileDefinition, ValuesDefinition } from './schema.ts';
import { problemOfValues, valuesOf } from './values.ts';

/** Makes a profile of its definition. What does not fit together is added to the problems. */
export function compileProfile(definition: ProfileDefinition, problems: Problems): DeviceProfile {
  const { name, description, device, heartbeat, silence, refusals = {} } = definition;
  const compiled = compileFraming(definition.framing, problems);
  const frames = new Map(
    Object.keys(definition.frames).map((each) => [each, compileFrame(each, definition, compiled, problems)]),
  );
  checkReferences(definition, frames, problems);
  return {
    name,
    ...(description === undefined ? {} : { description }),
    transports: definition.transports ?? profileTransports,
    identity: fc.record(compileValues(device, ['device'], problems), { noNullPrototype: true }),
    framing: compiled.framing,
    frames,
    ...compileLogin(definition),
    exchanges: (definition.exchanges ?? []).map(({ send, reply, publish }) => ({
      send,
      ...(reply === undefined ? {} : { reply }),
      ...(publish === undefined ? {} : { publish: compilePublication(publish) }),
    })),
    commands: (definition.commands ?? []).map(({ topic, values = {}, payload, receive, answer }, index) => ({
      topic: textOf(topic),
      values: fc.record(compileValues(values, ['commands', index, 'values'], problems), {
        noNullPrototype: true,
      }),
      payload: textOf(payload),
      receive,
      ...(answer === undefined ? {} : { answer }),
    })),
    ...(heartbeat === undefined ? {} : { heartbeat }),
    ...(silence === undefined ? {} : { silence }),
    ...garbageOf(definition, compiled, frames, problems),
    refusals: refusals as Partial<Record<RefusableMethod, Outcome>>,
  };
}

function compileFrame(
  name: string,
  definition: ProfileDefinition,
  compiled: CompiledFraming,
  problems: Problems,
): FrameType {
  const frame = definition.frames[name];
  if (frame === undefined) throw new RangeError(`there is no frame ${name}`);
  const parts = compileParts(frame, definition.envelope ?? ['content'], ['frames', name], problems);
  const { start, end, escapes } = compiled;
  return createFrameType({
    name,
    from: frame.from,
    parts,
    values: compileValues(frame.values ?? {}, ['frames', name, 'values'], problems),
    start,
    end,
    ...(escapes === undefined ? {} : { escapes }),
  });
}

function compileValues(values: Readonly<Record<string, ValuesDefinition>>, path: Path, problems: Problems) {
  return Object.fromEntries(
    Object.entries(values).map(([name, definition]) => {
      const problem = problemOfValues(definition);
      if (problem === undefined) return [name, valuesOf(definition)];
      problems.add([...path, name], problem);
      return [name, fc.constant(0)];
    }),
  );
}

function compileLogin({ login }: ProfileDefinition): Pick<DeviceProfile, 'login'> {
  if (login === undefined) return {};
  const { send, reply, clientid, before } = login;
  return {
    login: {
      send,
      clientid: textOf(clientid),
      ...(reply === undefined ? {} : { reply }),
      ...(before === undefined ? {} : { before }),
    },
  };
}

type PublicationDefinition = NonNullable<NonNullable<ProfileDefinition['exchanges']>[number]['publish']>;

function compilePublication({ topic, payload, qos, varies }: PublicationDefinition) {
  return {
    topic: textOf(topic),
    varies: varies === true,
    ...(payload === undefined ? {} : { payload: textOf(payload) }),
    ...(qos === undefined ? {} : { qos }),
  };
}

/** Names without `request.` are those of the frame or the command, too. */
function textOf(source: string): TextOf {
  const template = parseTemplate(source);
  return (context) => String(template.value(context, context.request));
}

/** Every frame that is named somewhere has to be there, and to come from the right side. */
function checkReferences(
  definition: ProfileDefinition,
  frames: ReadonlyMap<string, FrameType>,
  problems: Problems,
): void {
  const check = (path: Path, name: string | undefined, from: FrameType['from']) => {
    if (name === undefined) return;
    const frame = frames.get(name);
    if (frame === undefined)
      problems.add(path, `there is no frame ${name}: name one of ${[...frames.keys()].join(', ')}`);
    else if (frame.from !== from)
      problems.add(path, `the frame ${name} comes from the ${frame.from}: name one from the ${from}`);
  };
  const checkOutcome = (path: Path, outcome: unknown) => {
    if (typeof outcome === 'object' && outcome !== null && 'reply' in outcome)
      check([...path, 'reply'], String(outcome.reply), 'handler');
  };
  const { login, exchanges = [], commands = [], heartbeat, garbage, refusals = {} } = definition;
  check(['login', 'send'], login?.send, 'device');
  check(['login', 'reply'], login?.reply, 'handler');
  checkOutcome(['login', 'before'], login?.before);
  for (const [index, { send, reply }] of exchanges.entries()) {
    check(['exchanges', index, 'send'], send, 'device');
    check(['exchanges', index, 'reply'], reply, 'handler');
  }
  for (const [index, { receive, answer }] of commands.entries()) {
    check(['commands', index, 'receive'], receive, 'handler');
    check(['commands', index, 'answer'], answer, 'device');
  }
  check(['heartbeat', 'send'], heartbeat?.send, 'device');
  checkOutcome(['garbage', 'is'], garbage?.is);
  for (const [method, outcome] of Object.entries(refusals)) checkOutcome(['refusals', method], outcome);
}
