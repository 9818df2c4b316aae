import type { BrokerMessage, QualityOfService } from '../broker/broker.ts';
import { denied, parameterInvalid, success } from './answers.ts';
import { type Call, type CallAnswer, qualityOfService } from './call.ts';
import type { Client } from './client.ts';
import { enqueueMessage } from './queue.ts';
import type { Turn } from './state.ts';
import { isTopicFilter, isTopicName, mount, parseFilter, unmount } from './topics.ts';

/** What is wrong with a message that someone wants to publish, or undefined. */
export function refusePublication(topic: string, qos: number): CallAnswer | undefined {
  if (qualityOfService(qos) === undefined) return parameterInvalid(`qos is ${qos}, allowed are 0, 1 and 2`);
  return isTopicName(topic) ? undefined : invalidTopic;
}

/** `Publish`: in the name of the connection's client, below its mountpoint. */
export function publish(
  turn: Turn,
  call: Call,
  request: { readonly topic: string; readonly qos: number; readonly payload: Uint8Array },
): void {
  const { client } = turn.state;
  const answer =
    client === undefined
      ? notAuthenticated
      : (refusePublication(request.topic, request.qos) ?? refuse(turn, client, 'publish', request.topic));
  if (answer !== undefined || client === undefined) return reply(turn, call, answer ?? notAuthenticated);
  const topic = client.mountpoint + request.topic;
  // A mountpoint can make a topic too long.
  if (!isTopicName(topic)) return reply(turn, call, invalidTopic);
  turn.effects.push({
    type: 'publish',
    call,
    from: client.clientid,
    topic,
    qos: request.qos as QualityOfService,
    payload: request.payload,
  });
}

/** `Subscribe`: below the client's mountpoint; again with the same filter replaces the qos. */
export function subscribe(turn: Turn, call: Call, topic: string, qos: number): void {
  const { client } = turn.state;
  const level = qualityOfService(qos);
  if (client === undefined) return reply(turn, call, notAuthenticated);
  if (level === undefined)
    return reply(turn, call, parameterInvalid(`qos is ${qos}, allowed are 0, 1 and 2`));
  if (!isTopicFilter(topic)) return reply(turn, call, invalidFilter);
  const refusal = refuse(turn, client, 'subscribe', parseFilter(topic).filter);
  if (refusal !== undefined) return reply(turn, call, refusal);
  const filter = mount(client.mountpoint, topic);
  // A mountpoint can make a filter too long, join with a wildcard, or with a clientid
  // such as `$share/group` make it a shared one that reaches out of the mountpoint.
  if (!isTopicFilter(filter) || parseFilter(filter).group !== parseFilter(topic).group) {
    return reply(turn, call, invalidFilter);
  }
  // While it drains nothing is delivered any more, and a shared group must not count on it.
  if (turn.state.phase !== 'open') return reply(turn, call, success);
  turn.effects.push({ type: 'subscribe', call, filter, qos: level });
}

/** `Unsubscribe`: what was never subscribed is no error. */
export function unsubscribe(turn: Turn, call: Call, topic: string): void {
  const { client } = turn.state;
  if (client === undefined) return reply(turn, call, notAuthenticated);
  if (!isTopicFilter(topic)) return reply(turn, call, invalidFilter);
  turn.effects.push({ type: 'unsubscribe', call, filter: mount(client.mountpoint, topic) });
}

/** The broker has a message for the connection. */
export function delivered(turn: Turn, message: BrokerMessage): void {
  const { client, phase } = turn.state;
  if (client === undefined || phase !== 'open') return;
  enqueueMessage(turn, { ...message, topic: unmount(client.mountpoint, message.topic) });
}

const notAuthenticated = denied('the connection is not authenticated: call Authenticate first');
const invalidTopic = parameterInvalid('the topic must be a name that is not empty and holds no wildcards');
const invalidFilter = parameterInvalid('the topic must be a valid topic filter');

function refuse(
  turn: Turn,
  client: Client,
  action: 'publish' | 'subscribe',
  topic: string,
): CallAnswer | undefined {
  if (turn.state.settings.authorize(client, action, topic)) return undefined;
  return denied(`the client may not ${action} here`);
}

function reply(turn: Turn, call: Call, answer: CallAnswer): void {
  turn.effects.push({ type: 'reply', call, answer });
}
