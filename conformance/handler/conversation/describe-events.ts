import type { VirtualRequest } from '../../../gateway/index.ts';
import type { WorldEvent } from '../world/world-event.ts';
import { describeBytes, describeStep } from './describe-step.ts';
import type { Conversation } from './step.ts';

/** So many lines tell of a conversation; of a longer one the middle is left out. */
const mostLines = 120;

/** What happened, in lanes: who to whom, and what. */
export function describeEvents(conversation: Conversation, events: readonly WorldEvent[]): readonly string[] {
  const lines = describeAll(conversation, events);
  if (lines.length <= mostLines) return lines;
  const half = mostLines / 2;
  return [...lines.slice(0, half), `… ${lines.length - mostLines} lines left out …`, ...lines.slice(-half)];
}

function describeAll(conversation: Conversation, events: readonly WorldEvent[]): readonly string[] {
  return events.flatMap((event) => {
    const told = describe(conversation, event);
    if (told === undefined) return [];
    const [from, to, text] = told;
    const time = `${(event.time / 1000).toFixed(3).padStart(8)} s`;
    if (event.kind === 'step') return [`${time}  ${text}`];
    return [`${time}     ${(from === to ? from : `${from} → ${to}`).padEnd(19)}  ${text}`];
  });
}

function describe(conversation: Conversation, event: WorldEvent): [string, string, string] | undefined {
  switch (event.kind) {
    case 'step': {
      const step = conversation.steps[event.index];
      return step && ['step', 'step', `${event.index + 1}. ${describeStep(step)}`];
    }
    case 'callback': {
      const what = event.bytes === undefined ? '' : ` ${describeBytes(event.bytes)}`;
      const count = event.messages === undefined ? '' : ` with ${event.messages.length} messages`;
      return ['gateway', 'handler', `${event.method} of ${nameOf(event.device)}${what}${count}`];
    }
    case 'answered': {
      const { failure } = event;
      const outcome =
        failure === undefined
          ? 'EmptySuccess'
          : `${failure.status} ${failure.details}`.replaceAll(/\s+/g, ' ').trim();
      return [
        'handler',
        'gateway',
        `${event.method} of ${nameOf(event.device)} ends: ${outcome.slice(0, 200)}`,
      ];
    }
    case 'late':
      return ['gateway', 'gateway', `${event.method} of ${nameOf(event.device)} has no answer in time`];
    case 'call':
      return ['handler', 'gateway', `${describeRequest(event.request)} for ${nameOf(event.device)}`];
    case 'replied':
      return ['gateway', 'handler', `${event.method} for ${nameOf(event.device)}: ${event.code}`];
    case 'received':
      return ['gateway', nameOf(event.device), describeBytes(event.bytes)];
    case 'ended':
      return ['gateway', nameOf(event.device), 'the end of the connection'];
    case 'died':
      return ['handler', 'handler', event.how];
    case 'connected':
    case 'quiet':
      return undefined;
  }
}

/** A call in words, as the fields of its request say. */
export function describeRequest(request: VirtualRequest): string {
  switch (request.method) {
    case 'Send':
      return `Send ${describeBytes(request.bytes)}`;
    case 'Close':
      return 'Close';
    case 'Authenticate':
      return `Authenticate as ${JSON.stringify(request.client?.clientid ?? '')}`;
    case 'StartTimer':
      return `StartTimer ${request.interval} s`;
    case 'Publish':
    case 'RawPublish':
      return `${request.method} to ${JSON.stringify(request.topic)} ${describeBytes(request.payload)}`;
    case 'Subscribe':
    case 'Unsubscribe':
      return `${request.method} ${JSON.stringify(request.topic)}`;
  }
}

function nameOf(device: number | undefined): string {
  if (device === undefined) return 'nobody of this conversation';
  return device < 0 ? 'another device' : `device ${device}`;
}
