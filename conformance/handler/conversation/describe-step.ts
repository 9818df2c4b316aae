import type { Step } from './step.ts';

/** A step in a line for people. */
export function describeStep(step: Step): string {
  switch (step.type) {
    case 'connect':
      return `device ${step.device} connects${createdWords[step.created]}`;
    case 'bytes':
      return `device ${step.device} sends ${describeBytes(step.bytes)}${step.label === undefined ? '' : ` (${step.label})`}`;
    case 'finish':
      return `device ${step.device} ends the connection`;
    case 'reset':
      return `device ${step.device} is gone`;
    case 'messages':
      return `${step.payloads.length} ${step.payloads.length === 1 ? 'message' : 'messages'} for device ${step.device}${step.together ? ' in one callback' : ''}: ${step.payloads.map(describeBytes).join(', ')}`;
    case 'crowd':
      return `${step.count} devices come, send ${describeBytes(step.bytes)} and go`;
    case 'time':
      return `${step.seconds} s pass`;
    case 'refuse':
      return `the next ${step.method ?? 'call of the adapter'} is answered with ${step.refusal}`;
    case 'hold':
      return `calls for device ${step.device} get no answer`;
    case 'release':
      return 'calls that wait are answered';
    case 'adapterDown':
      return 'the adapter is out of reach';
    case 'adapterUp':
      return 'the adapter is back';
    case 'gatewayRestarts':
      return 'the gateway dies, and another one starts on the same port';
    case 'handlerRestarts':
      return 'the handler is killed and started again';
  }
}

const createdWords = {
  first: '',
  late: ', and its first bytes overtake OnSocketCreated',
  never: ', and the handler is not told (it was another process then)',
} as const;

/** Bytes for people: how many, in hexadecimal digits, and as text where they are. */
export function describeBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return '0 bytes';
  const shown = Buffer.from(bytes.subarray(0, 24));
  const more = bytes.length > shown.length ? '…' : '';
  const hex = shown.toString('hex').replace(/(..)(?=.)/g, '$1 ');
  const text = /^[\x20-\x7e\r\n\t]*$/.test(shown.toString('latin1'))
    ? ` ${JSON.stringify(shown.toString('latin1'))}${more}`
    : '';
  return `${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'} ${hex}${more}${text}`;
}
