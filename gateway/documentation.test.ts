import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CloseReason, emqxReason, plainReason } from './core/reason.ts';
import { refusalReasons } from './limits/counters.ts';
import { dropReasons } from './limits/dropped-datagrams.ts';

const page = readFileSync(new URL('../docs/gateway.md', import.meta.url), 'utf8');

/** Every kind, so that the compiler asks for a line of the table when there is a new one. */
const reasons: { readonly [Kind in CloseReason['kind']]: CloseReason & { readonly kind: Kind } } = {
  tcp_closed: { kind: 'tcp_closed' },
  ssl_closed: { kind: 'ssl_closed' },
  normal: { kind: 'normal' },
  keepalive_timeout: { kind: 'keepalive_timeout' },
  idle_timeout: { kind: 'idle_timeout' },
  discarded: { kind: 'discarded' },
  send_timeout: { kind: 'send_timeout' },
  shutdown: { kind: 'shutdown' },
  callback_failed: {
    kind: 'callback_failed',
    method: 'OnReceivedBytes',
    failure: { status: 'FAILED_PRECONDITION', details: 'nope', arrival: 'certain' },
  },
};

describe('docs/gateway.md', () => {
  it.each(refusalReasons)('says why a device is refused with %s', (reason) => {
    expect(page).toContain(`| \`${reason}\` `);
  });

  it.each(dropReasons)('says why a datagram is dropped with %s', (reason) => {
    expect(page).toContain(`| \`${reason}\` `);
  });

  it.each(Object.values(reasons))('has the close reason $kind in both forms', (reason) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${plainReason(reason)}\` `));
    expect(row).toContain(`| \`${emqxReason(reason)}\` `);
  });
});
