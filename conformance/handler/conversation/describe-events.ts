import type { CallbackFailure, VirtualRequest } from '../../../gateway/index.ts';
import { type Lane, type Trace, type TraceEntry, traceBytes } from '../../judge/trace.ts';
import type { WorldEvent } from '../world/world-event.ts';
import { describeStep } from './describe-step.ts';
import type { Conversation } from './step.ts';

/** So many entries tell of a conversation; of a longer one the middle is left out. */
const mostEntries = 120;

/** What happened, in lanes: who turned to whom, and with what. */
export function describeEvents(conversation: Conversation, events: readonly WorldEvent[]): Trace {
  const entries = events.flatMap((event) => describe(conversation, event) ?? []);
  if (entries.length <= mostEntries) return entries;
  const first = entries.slice(0, mostEntries / 2);
  const at = first.at(-1)?.at ?? 0;
  const count = entries.length - mostEntries;
  return [...first, { kind: 'omitted', at, count }, ...entries.slice(-mostEntries / 2)];
}

function describe({ steps }: Conversation, event: WorldEvent): TraceEntry | undefined {
  const at = Math.round(event.time * 1000) / 1000;
  const message = (from: Lane, to: Lane, text: string, bytes?: Uint8Array): TraceEntry => ({
    kind: 'message',
    at,
    from,
    to,
    text,
    ...(bytes === undefined ? {} : { bytes: traceBytes(Buffer.from(bytes)) }),
  });
  switch (event.kind) {
    case 'step': {
      const step = steps[event.index];
      return step && { kind: 'step', at, text: `${event.index + 1}. ${describeStep(step)}` };
    }
    case 'connected':
      return message('device', 'gateway', `${nameOf(event.device)} connects`);
    case 'sent':
      return message('device', 'gateway', `${nameOf(event.device)}: ${sizeOf(event.bytes)}`, event.bytes);
    case 'left':
      return message('device', 'gateway', `${nameOf(event.device)} ${leavingWords[event.how]}`);
    case 'callback': {
      const count = event.messages === undefined ? '' : ` with ${event.messages.length} messages`;
      return message('gateway', 'handler', `${event.method} of ${nameOf(event.device)}${count}`, event.bytes);
    }
    case 'answered':
      return describeAnswer(event, at);
    case 'late':
      return { kind: 'note', at, text: `${event.method} of ${nameOf(event.device)} has no answer in time` };
    case 'call': {
      const { request } = event;
      return message('handler', 'gateway', describeCall(request, nameOf(event.device)), bytesIn(request));
    }
    case 'replied':
      return {
        kind: 'message',
        at,
        from: 'gateway',
        to: 'handler',
        text: `${event.method} for ${nameOf(event.device)}: ${event.code}`,
        answer: true,
      };
    case 'received':
      return message('gateway', 'device', `to ${nameOf(event.device)}: ${sizeOf(event.bytes)}`, event.bytes);
    case 'ended':
      return message('gateway', 'device', `the connection of ${nameOf(event.device)} ends`);
    case 'died':
      return { kind: 'note', at, text: `the handler is gone: ${event.how}` };
    case 'quiet':
      return undefined;
  }
}

/** A callback that never arrived was not answered by the handler. */
function describeAnswer(event: Extract<WorldEvent, { kind: 'answered' }>, at: number): TraceEntry {
  const { failure, method } = event;
  const device = nameOf(event.device);
  const text =
    failure === undefined ? `EmptySuccess for ${device}` : `${method} of ${device}: ${inWords(failure)}`;
  if (failure?.arrival === 'never') return { kind: 'note', at, text };
  return { kind: 'message', at, from: 'handler', to: 'gateway', text, answer: true };
}

const leavingWords = { finish: 'ends the connection', reset: 'is gone' } as const;

function inWords({ status, details }: CallbackFailure): string {
  return `${status} ${details}`.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
}

function sizeOf({ length }: Uint8Array): string {
  return `${length} B`;
}

/** A call in words, as the fields of its request say; its bytes are told apart. */
function describeCall(request: VirtualRequest, device: string): string {
  switch (request.method) {
    case 'Send':
      return `Send ${sizeOf(request.bytes)} to ${device}`;
    case 'Close':
      return `Close ${device}`;
    case 'Authenticate':
      return `Authenticate ${device} as ${JSON.stringify(request.client?.clientid ?? '')}`;
    case 'StartTimer':
      return `StartTimer of ${request.interval} s for ${device}`;
    case 'Publish':
    case 'RawPublish':
      return `${request.method} to ${JSON.stringify(request.topic)} for ${device}`;
    case 'Subscribe':
    case 'Unsubscribe':
      return `${request.method} ${JSON.stringify(request.topic)} for ${device}`;
  }
}

function bytesIn(request: VirtualRequest): Uint8Array | undefined {
  if (request.method === 'Send') return request.bytes;
  return request.method === 'Publish' || request.method === 'RawPublish' ? request.payload : undefined;
}

function nameOf(device: number | undefined): string {
  if (device === undefined) return 'nobody of this conversation';
  return device < 0 ? 'another device' : `device ${device}`;
}
