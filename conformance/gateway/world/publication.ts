import type { RuleId } from '../../rules/catalogue.ts';
import type { Model, Receiver } from '../model/model.ts';

/** A message that a scenario published, and who has got it. */
export interface Publication {
  /** The payload in hexadecimal: no two messages of a scenario share one. */
  readonly token: string;
  /** The whole topic, the publisher's mountpoint included. */
  readonly topic: string;
  readonly qos: number;
  /** The publisher's clientid; undefined for RawPublish. */
  readonly from: string | undefined;
  /** Messages of one topic arrive with numbers that do not fall. */
  readonly order: number;
  /** Milliseconds since the epoch. */
  readonly publishedAt: number;
  readonly receivers: readonly Receiver[];
  /** The rule that is broken when the message stays away. */
  readonly missing: RuleId;
  /** The rule that is broken when it comes to someone else. */
  readonly misdirected: RuleId;
  /** How often it came, by connection. */
  readonly arrivals: Map<string, number>;
}

/** Who still has to get the message, in words; held and closed connections need not. */
export function outstanding(publication: Publication, model: Model): readonly string[] {
  const { receivers, arrivals } = publication;
  const waiting = receivers
    .filter(({ connection, plain }) => plain > 0 && !arrivals.has(connection.name))
    .filter(({ connection }) => model.isFree(connection.name))
    .map(({ connection }) => connection.name);
  return [...waiting, ...openGroups(publication, model)];
}

/**
 * Groups in which nobody got the message, although no member has an excuse. A
 * member with a second matching filter may get one copy for both: section 6.
 */
function openGroups({ receivers, arrivals }: Publication, model: Model): readonly string[] {
  const names = [...new Set(receivers.flatMap(({ groups }) => groups))];
  return names
    .filter((name) => {
      const members = receivers
        .filter(({ groups }) => groups.includes(name))
        .map(({ connection }) => connection.name);
      return members.every((member) => !arrivals.has(member) && model.isFree(member));
    })
    .map((name) => `the group ${name}`);
}

/** How often the message may come to a connection. */
export function allowance({ receivers }: Publication, name: string): number {
  const receiver = receivers.find(({ connection }) => connection.name === name);
  return receiver === undefined ? 0 : receiver.plain + receiver.groups.length;
}

/** Whether a group has got more than its one copy. */
export function isOverserved({ receivers, arrivals }: Publication): boolean {
  const groups = new Set(receivers.flatMap((receiver) => receiver.groups));
  const members = receivers.filter(({ plain, groups }) => plain === 0 && groups.length > 0);
  const got = members.reduce((sum, { connection }) => sum + (arrivals.get(connection.name) ?? 0), 0);
  return groups.size > 0 && got > groups.size;
}
