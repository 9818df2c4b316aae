import type { Rule } from '../../rules/rule.ts';

/** What only a device profile can tell: that a handler does for its devices what they need. */
export const profileRules = [
  {
    id: 'EXH-LOGIN-001',
    level: 'MUST',
    text: 'A device that logs in is authenticated with the clientid that the profile names.',
    source: 'protocol 2, adapter calls; handlers, H4',
  },
  {
    id: 'EXH-LOGIN-002',
    level: 'MUST',
    text: 'What a device sends before its login has the outcome that the profile names, and is not published.',
    source: 'handlers, H9',
  },
  {
    id: 'EXH-REPLY-001',
    level: 'MUST',
    text: 'A request gets the reply that the profile names, and nothing else.',
    source: 'handlers, H15',
  },
  {
    id: 'EXH-REPLY-002',
    level: 'MUST',
    text: 'Replies and messages of one topic come in the order of what they answer.',
    source: 'handlers, H15',
  },
  {
    id: 'EXH-PUBLISH-001',
    level: 'MUST',
    text: 'Of a frame is published what the profile names, once.',
    source: 'handlers, H1',
  },
  {
    id: 'EXH-FRAME-001',
    level: 'MUST',
    text: 'Frames that are cut anywhere, or arrive several at once, have the same effects as each by itself.',
    source: 'protocol 2, life of a connection; handlers, H1',
  },
  {
    id: 'EXH-FRAME-002',
    level: 'MUST',
    text: 'A datagram that ends in the middle of a frame takes nothing of the datagrams behind it.',
    source: 'handlers, H11',
  },
  {
    id: 'EXH-DEVICES-001',
    level: 'MUST',
    text: 'Devices at the same time have the same effects as each by itself.',
    source: 'handlers, H13',
  },
  {
    id: 'EXH-REPEAT-001',
    level: 'MUST',
    text: 'A device that comes again from the same address finds nothing of its connection before.',
    source: 'handlers, H7',
  },
  {
    id: 'EXH-COMMAND-001',
    level: 'MUST',
    text: 'A message to the topic of a command reaches the device as the frame that the profile names.',
    source: 'handlers, H2',
  },
  {
    id: 'EXH-COMMAND-002',
    level: 'MUST',
    text: 'All messages of one OnReceivedMessages reach the device, in their order.',
    source: 'protocol 2, publish and subscribe; handlers, H2',
  },
  {
    id: 'EXH-REFUSAL-004',
    level: 'MUST',
    text: 'A call that is answered with another code than SUCCESS has the outcome that the profile names.',
    source: 'handlers, H3',
  },
  {
    id: 'EXH-GARBAGE-001',
    level: 'MUST',
    text: 'Bytes that are no frame have the outcome that the profile names, and frames behind them are understood.',
    source: 'handlers, H12',
  },
  {
    id: 'EXH-SILENCE-001',
    level: 'MUST',
    text: 'A device that is silent for as long as the profile names is closed, and one with heartbeats is not.',
    source: 'protocol 2, keepalive; handlers, H14',
  },
  {
    id: 'EXH-STREAM-002',
    level: 'MUST',
    text: 'Bytes that arrive before OnSocketCreated are not lost.',
    source: 'protocol 1, wire; handlers, H16',
  },
] as const satisfies readonly Rule[];
