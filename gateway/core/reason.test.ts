import { expect, it } from 'vitest';
import { type CloseReason, emqxReason, plainReason } from './reason.ts';

function failed(method: 'OnReceivedBytes' | 'OnSocketCreated', status: string, details: string): CloseReason {
  return { kind: 'callback_failed', method, failure: { status, details, arrival: 'certain' } };
}

it.each([
  'tcp_closed',
  'ssl_closed',
  'normal',
  'keepalive_timeout',
  'idle_timeout',
  'discarded',
  'send_timeout',
  'shutdown',
] as const)('%s is itself in plain words, and a term of EMQX', (kind) => {
  expect(plainReason({ kind })).toBe(kind);
  expect(emqxReason({ kind })).toBe(`{shutdown,${kind}}`);
});

it.each([
  [
    failed('OnReceivedBytes', 'FAILED_PRECONDITION', 'nope'),
    'OnReceivedBytes failed: FAILED_PRECONDITION: nope',
    '{shutdown,{error,{on_received_bytes,{failed_precondition,<<"nope">>}}}}',
  ],
  [
    failed('OnSocketCreated', 'INTERNAL', ''),
    'OnSocketCreated failed: INTERNAL',
    '{shutdown,{error,{on_socket_created,{internal,<<"">>}}}}',
  ],
  [
    failed('OnReceivedBytes', 'UNKNOWN', 'a "quoted" C:\\path'),
    'OnReceivedBytes failed: UNKNOWN: a "quoted" C:\\path',
    '{shutdown,{error,{on_received_bytes,{unknown,<<"a \\"quoted\\" C:\\\\path">>}}}}',
  ],
])('a failed callback is told with its status and details', (reason, plain, emqx) => {
  expect(plainReason(reason)).toBe(plain);
  expect(emqxReason(reason)).toBe(emqx);
});
