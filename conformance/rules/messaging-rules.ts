import type { Rule } from './rule.ts';

/** Publish and subscribe. */
export const messagingRules = [
  {
    id: 'EXP-PUB-001',
    level: 'MUST',
    text: 'A message is delivered to every connection with a matching subscription.',
    source: 'protocol 2, pub/sub; protocol, G11',
  },
  {
    id: 'EXP-PUB-002',
    level: 'MUST',
    text: 'A message is delivered to no connection without a matching subscription.',
    source: 'protocol 2, pub/sub; protocol, G11',
  },
  {
    id: 'EXP-PUB-003',
    level: 'MUST',
    text: 'A publisher that is subscribed receives its own message.',
    source: 'protocol 2, pub/sub',
  },
  {
    id: 'EXP-PUB-004',
    level: 'MUST',
    text: 'The payload and the topic of a message are delivered unchanged.',
    source: 'protocol 1, Message; protocol, G11',
  },
  {
    id: 'EXP-PUB-005',
    level: 'MUST',
    text: 'The qos of a delivered message is that of the publisher, or the lower of that and the subscription.',
    source: 'protocol 6',
  },
  {
    id: 'EXP-PUB-006',
    level: 'MUST',
    text: 'After Unsubscribe no message is delivered for the filter.',
    source: 'protocol 2, pub/sub; protocol, G11',
  },
  {
    id: 'EXP-PUB-007',
    level: 'MUST',
    text: 'The wildcards + and # match as MQTT defines.',
    source: 'protocol 2, pub/sub; protocol, G11',
  },
  {
    id: 'EXP-PUB-008',
    level: 'MUST',
    text: 'A topic that begins with $ is not matched by a filter that begins with a wildcard.',
    source: 'protocol 2, pub/sub; protocol, G11',
    needs: 'no fixed mountpoint',
  },
  {
    id: 'EXP-PUB-009',
    level: 'MUST',
    text: 'A message for $share/group/filter is delivered to exactly one member of the group.',
    source: 'protocol 2, pub/sub; protocol, G11',
  },
  {
    id: 'EXP-PUB-010',
    level: 'MUST',
    text: 'Messages of one topic arrive in the order in which they were published.',
    source: 'protocol 2, pub/sub; protocol, G11',
  },
  {
    id: 'EXP-PUB-011',
    level: 'MUST',
    text: 'A message is delivered at most once for each matching filter; Subscribe again doubles nothing.',
    source: 'protocol 2, adapter calls; protocol 6; protocol, G11',
  },
  {
    id: 'EXP-PUB-012',
    level: 'MUST',
    text: 'RawPublish reaches subscribers, and needs no connection.',
    source: 'protocol 2, pub/sub',
  },
  {
    id: 'EXP-PUB-013',
    level: 'MUST',
    text: 'Message.from is the clientid of the publisher.',
    source: 'protocol 4, pub/sub',
  },
  {
    id: 'EXP-PUB-014',
    level: 'MUST',
    text: 'Message.id is not empty and differs from message to message.',
    source: 'protocol 4, pub/sub',
  },
  {
    id: 'EXP-PUB-015',
    level: 'MUST',
    text: 'Message.timestamp is the time of the publication in milliseconds.',
    source: 'protocol 1, Message; protocol 4, pub/sub',
  },
  {
    id: 'EXP-PUB-016',
    level: 'MUST',
    text: 'Messages that are published all at once are all delivered.',
    source: 'protocol 4, pub/sub; protocol, G11',
  },
  {
    id: 'EXP-PUB-017',
    level: 'MUST',
    text: 'Messages that come while a callback is in flight are delivered after its answer.',
    source: 'protocol 2, pub/sub',
  },
  {
    id: 'EXP-PUB-018',
    level: 'MUST',
    text: 'The mountpoint is put before published topics and taken off delivered ones.',
    source: 'protocol 2, pub/sub; protocol, G11',
    needs: 'mountpoint',
  },
  {
    id: 'EXP-PUB-019',
    level: 'MUST',
    text: 'RawPublish knows no mountpoint.',
    source: 'protocol 2, pub/sub',
    needs: 'mountpoint',
  },
] as const satisfies readonly Rule[];
