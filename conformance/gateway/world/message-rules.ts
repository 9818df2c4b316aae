import type { Message } from './callback.ts';
import type { LiveConnection } from './live-connection.ts';
import { allowance, isOverserved, type Publication } from './publication.ts';
import type { World } from './world.ts';

/** How far the gateway's clock may be off: enough to tell milliseconds from seconds and microseconds. */
const clockTolerance = 10 * 60_000;

/** Judges a message that the handler received. */
export function judgeMessage(live: LiveConnection, message: Message): void {
  const { world } = live;
  const publication = world.publications.get(message.payload.toString('hex'));
  if (publication === undefined) return judgeUnknown(live, message);
  judgeAddressee(live, publication);
  judgeFields(live, message, publication);
  judgeTurn(live, publication);
}

function judgeUnknown(live: LiveConnection, { topic, payload }: Message): void {
  const { world, name } = live;
  const due = [...world.publications.values()].find(
    (publication) => localTopic(world, name, publication.topic) === topic && !publication.arrivals.has(name),
  );
  if (due === undefined) {
    world.violate('EXP-PUB-002', `no message at ${name}`, `one came that nobody published, topic ${topic}`);
  } else {
    const actual = `the payload ${payload.toString('hex').slice(0, 32)} came`;
    world.violate('EXP-PUB-004', `the payload ${due.token.slice(0, 32)}`, actual);
  }
}

function judgeAddressee(live: LiveConnection, publication: Publication): void {
  const { world, name } = live;
  const count = (publication.arrivals.get(name) ?? 0) + 1;
  publication.arrivals.set(name, count);
  const allowed = allowance(publication, name);
  if (allowed === 0) {
    const expected = `no message for ${publication.topic} at ${name}`;
    return world.violate(publication.misdirected, expected, 'it came');
  }
  const often = `${publication.topic} came ${count} times to ${name}`;
  world.check('EXP-PUB-011', count <= allowed, `at most ${allowed} deliveries`, often);
  if (isOverserved(publication)) {
    world.violate('EXP-PUB-009', 'one member of the group', `more than one got ${publication.topic}`);
  }
}

function judgeFields(live: LiveConnection, message: Message, publication: Publication): void {
  const { world, name } = live;
  const topic = localTopic(world, name, publication.topic);
  const topicRule = world.model.get(name).mountpoint === '' ? 'EXP-PUB-004' : 'EXP-PUB-018';
  world.check(topicRule, message.topic === topic, `the topic ${topic}`, `${message.topic} came`);
  const levels = publication.receivers.find(({ connection }) => connection.name === name)?.levels ?? [];
  const allowed = new Set([publication.qos, ...levels.map((level) => Math.min(level, publication.qos))]);
  world.check(
    'EXP-PUB-005',
    allowed.has(message.qos),
    `qos ${[...allowed].join(' or ')}`,
    `${message.qos} came`,
  );
  if (publication.from !== undefined) {
    world.check(
      'EXP-PUB-013',
      message.from === publication.from,
      `from ${publication.from}`,
      `${message.from} came`,
    );
  }
  judgeId(world, message, publication);
  const age = Math.abs(message.timestamp - publication.publishedAt);
  const expected = `a timestamp near ${publication.publishedAt}`;
  world.check('EXP-PUB-015', age < clockTolerance, expected, `${message.timestamp} came`);
}

function judgeId(world: World, { id }: Message, { token }: Publication): void {
  const owner = world.messageIds.get(id) ?? token;
  world.messageIds.set(id, owner);
  world.check('EXP-PUB-014', id !== '' && owner === token, 'an id of its own', `"${id}" came`);
}

/** Order is per topic; a message that comes again for a second filter falls back and is no fault. */
function judgeTurn(live: LiveConnection, publication: Publication): void {
  const { world, name } = live;
  const key = `${name} ${publication.topic}`;
  const last = world.lastOrder.get(key) ?? -1;
  const repeated = (publication.arrivals.get(name) ?? 0) > 1;
  const actual = `message ${publication.order} came after ${last}`;
  world.check('EXP-PUB-010', repeated || publication.order >= last, `${publication.topic} in order`, actual);
  world.lastOrder.set(key, Math.max(last, publication.order));
}

function localTopic(world: World, name: string, topic: string): string {
  const { mountpoint } = world.model.get(name);
  return topic.startsWith(mountpoint) ? topic.slice(mountpoint.length) : topic;
}
