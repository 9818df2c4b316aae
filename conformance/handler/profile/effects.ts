import type { DeviceProfile } from '../../../simulator/profile/index.ts';
import type { WorldEvent } from '../world/world-event.ts';
import { type DeviceTalk, describeFrame } from './saying.ts';

/** What a handler did for one device, in words that can be compared. */
export interface Effects {
  /** The frames that the device got. */
  readonly received: readonly string[];
  /** Topic and payload, those of one topic in their order. */
  readonly published: readonly string[];
  readonly clientids: readonly string[];
  readonly closed: boolean;
}

/** What was done for the connections that are asked for. */
export function effectsOf(
  profile: DeviceProfile,
  talk: DeviceTalk,
  transport: 'tcp' | 'udp',
  events: readonly WorldEvent[],
): Effects {
  const calls = events.flatMap((event) => (event.kind === 'call' ? [event.request] : []));
  const varying = varyingTopics(profile, talk);
  const published = calls.flatMap((request) =>
    request.method === 'Publish'
      ? [
          {
            topic: request.topic,
            payload: varying.has(request.topic) ? '…' : Buffer.from(request.payload).toString('latin1'),
          },
        ]
      : [],
  );
  return {
    received: receivedFrames(profile, transport, events).map(({ words }) => words),
    published: published
      .toSorted((first, second) => (first.topic < second.topic ? -1 : first.topic > second.topic ? 1 : 0))
      .map(({ topic, payload }) => `${topic} ${readable(payload)}`),
    clientids: calls.flatMap((request) =>
      request.method === 'Authenticate' ? [request.client?.clientid ?? ''] : [],
    ),
    closed: calls.some(({ method }) => method === 'Close'),
  };
}

/** A frame as the device got it. */
export interface ReceivedFrame {
  /** Undefined where it is none of the profile's. */
  readonly name?: string;
  readonly fields: Readonly<Record<string, string | number>>;
  /** Without what the handler fills as it likes. */
  readonly words: string;
}

/** The frames that came to a device. */
export function receivedFrames(
  { framing, frames }: DeviceProfile,
  transport: 'tcp' | 'udp',
  events: readonly WorldEvent[],
): readonly ReceivedFrame[] {
  const chunks = events.flatMap((event) => (event.kind === 'received' ? [Buffer.from(event.bytes)] : []));
  const wholes = transport === 'udp' ? chunks : [Buffer.concat(chunks)];
  const types = [...frames.values()].filter(({ from }) => from === 'handler');
  return wholes.flatMap((whole) =>
    framing.split(whole, true).pieces.map(({ bytes, isFrame }): ReceivedFrame => {
      for (const type of isFrame ? types : []) {
        const fields = type.decode(bytes);
        if (fields === undefined) continue;
        const told = Object.entries(fields).filter(([name]) => !type.varying.has(name));
        return { name: type.name, fields, words: describeFrame(type.name, Object.fromEntries(told)) };
      }
      return {
        fields: {},
        words: `bytes that are no frame of the profile: ${bytes.toString('hex').slice(0, 60)}`,
      };
    }),
  );
}

function varyingTopics({ exchanges }: DeviceProfile, { identity, sayings }: DeviceTalk): ReadonlySet<string> {
  const topics = sayings.flatMap(({ exchange, fields }) =>
    exchange?.publish?.varies === true
      ? [exchange.publish.topic({ identity, counter: 0, request: fields })]
      : [],
  );
  const others = exchanges.length === 0 ? [] : topics;
  return new Set(others);
}

function readable(payload: string): string {
  return payload.length > 120 ? `${payload.slice(0, 119)}…` : payload;
}

/** The events of one device, or of one of its connections. */
export function eventsOf(
  events: readonly WorldEvent[],
  device: number,
  conn?: string,
): readonly WorldEvent[] {
  return events.filter(
    (event) =>
      'device' in event &&
      event.device === device &&
      (conn === undefined || ('conn' in event && event.conn === conn)),
  );
}

/** What happened from a step on until the next one. */
export function eventsOfStep(events: readonly WorldEvent[], index: number): readonly WorldEvent[] {
  const begin = events.findIndex((event) => event.kind === 'step' && event.index === index);
  if (begin < 0) return [];
  const rest = events.slice(begin + 1);
  const end = rest.findIndex((event) => event.kind === 'step');
  return end < 0 ? rest : rest.slice(0, end);
}
