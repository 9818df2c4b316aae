import { describe, expect, it } from 'vitest';
import type { Unstamped } from '../world/world-event.ts';
import { judgeConversation } from './judge-conversation.ts';

const conversation = { transport: 'tcp', streams: false, steps: [] } as const;
const connected = { kind: 'connected', conn: 'c', device: 0, created: 'first' } as const;
const closed = { kind: 'callback', id: 9, conn: 'c', device: 0, method: 'OnSocketClosed' } as const;
const closedAnswered = { kind: 'answered', id: 9, conn: 'c', device: 0, method: 'OnSocketClosed' } as const;
const bytes = { kind: 'callback', id: 8, conn: 'c', device: 0, method: 'OnReceivedBytes' } as const;
const quiet = { kind: 'quiet' } as const;
const close = {
  kind: 'call',
  id: 1,
  conn: 'c',
  device: 0,
  request: { method: 'Close' },
  unknown: false,
} as const;
const publish = { method: 'Publish', topic: 't', qos: 0, payload: new Uint8Array() } as const;
const authenticate = { method: 'Authenticate', client: null, password: '' } as const;
const reply = { kind: 'replied', conn: 'c', device: 0, method: 'Authenticate', refused: false } as const;

function broken(events: readonly Unstamped[]): readonly string[] {
  const stamped = events.map((event) => ({ ...event, time: 0 }));
  return judgeConversation(conversation, stamped as never).violations.map(({ rule }) => rule);
}

describe('judgeCalls', () => {
  it('allows a call that may have begun before OnSocketClosed', () => {
    expect(broken([connected, bytes, closed, close, closedAnswered, close])).toEqual([]);
  });

  it.each([
    ['the handler was quiet', [connected, quiet, closed, close]],
    ['it came to rest after the close', [connected, bytes, closed, closedAnswered, quiet, close]],
  ])('finds a call after OnSocketClosed when %s', (_, events) => {
    expect(broken(events)).toEqual(['EXH-CALL-001']);
  });

  it('finds a call for a connection that never was', () => {
    expect(broken([{ ...close, conn: 'x', device: undefined, unknown: true }])).toEqual(['EXH-CALL-002']);
  });

  it('finds a second Authenticate, and allows one after a refusal', () => {
    const ask = { ...close, id: 2, request: authenticate };
    const again = { ...ask, id: 3 };
    expect(broken([connected, ask, { ...reply, id: 2, code: 'SUCCESS' }, again])).toEqual(['EXH-CALL-003']);
    expect(broken([connected, ask, again])).toEqual(['EXH-CALL-003']);
    expect(broken([connected, ask, { ...reply, id: 2, code: 'PERMISSION_DENY' }, again])).toEqual([]);
  });

  it('finds a Publish before Authenticate has its answer', () => {
    const ask = { ...close, id: 2, request: authenticate };
    const tell = { ...close, id: 3, request: publish };
    expect(broken([connected, tell])).toEqual(['EXH-CALL-004']);
    expect(broken([connected, ask, tell])).toEqual(['EXH-CALL-004']);
    expect(broken([connected, ask, { ...reply, id: 2, code: 'SUCCESS' }, tell])).toEqual([]);
  });
});
