import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';
import { Cookies } from './cookies.ts';

const peer = { host: '192.0.2.1', port: 5684 };

describe('a cookie', () => {
  it('is good for one address, one port and one handshake', () => {
    const cookies = new Cookies(new VirtualClock());
    const cookie = cookies.make(peer, 'a');
    expect(cookies.accepts(cookie, peer, 'a')).toBe(true);
    expect(cookies.accepts(cookie, { ...peer, host: '192.0.2.2' }, 'a')).toBe(false);
    expect(cookies.accepts(cookie, { ...peer, port: 5685 }, 'a')).toBe(false);
    expect(cookies.accepts(cookie, peer, 'b')).toBe(false);
    expect(cookies.accepts(cookie.subarray(1), peer, 'a')).toBe(false);
    expect(cookies.accepts(Buffer.alloc(0), peer, 'a')).toBe(false);
  });

  it('outlives one change of the secret, and not two', () => {
    const clock = new VirtualClock();
    const cookies = new Cookies(clock);
    const cookie = cookies.make(peer, 'a');
    clock.pass(30_000);
    expect(cookies.accepts(cookie, peer, 'a')).toBe(true);
    clock.pass(30_000);
    expect(cookies.accepts(cookie, peer, 'a')).toBe(false);
  });

  it('does not outlive a long silence', () => {
    const clock = new VirtualClock();
    const cookies = new Cookies(clock);
    const cookie = cookies.make(peer, 'a');
    clock.pass(3_600_000);
    expect(cookies.accepts(cookie, peer, 'a')).toBe(false);
  });
});
