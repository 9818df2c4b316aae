import { describe, expect, it } from 'vitest';
import { VirtualConnection } from '../../fixtures/virtual-connection.ts';

function holding(settings = {}): VirtualConnection {
  return VirtualConnection.open(settings, { handler: 'holds' });
}

describe('callbacks', () => {
  it('go out one at a time', () => {
    const connection = holding();
    connection.bytes('a');
    expect(connection.methods).toEqual(['OnSocketCreated']);
    connection.answer();
    connection.bytes('b');
    expect(connection.received).toBe('a');
    connection.answer();
    expect(connection.received).toBe('ab');
  });

  it('are not sent for no bytes', () => {
    const connection = VirtualConnection.open();
    connection.bytes('');
    expect(connection.methods).toEqual(['OnSocketCreated']);
  });

  it('ignore an outcome that comes too late', () => {
    const connection = holding();
    connection.answer();
    const { state } = connection;
    connection.answer();
    connection.fail();
    expect(connection.state).toEqual(state);
  });
});

describe('a callback that fails', () => {
  it('closes the connection, and what waited is dropped', () => {
    const connection = holding();
    connection.answer();
    connection.bytes('a');
    connection.bytes('b');
    connection.fail();
    expect(connection.callbacks.at(-1)).toEqual({
      method: 'OnSocketClosed',
      reason: {
        kind: 'callback_failed',
        method: 'OnReceivedBytes',
        failure: { status: 'INTERNAL', details: 'no', arrival: 'certain' },
      },
    });
    expect(connection.received).toBe('a');
  });

  it.each(['never', 'unknown', 'certain'] as const)(
    'closes it also when it arrived %s, where OnSocketCreated did arrive',
    (arrival) => {
      const connection = holding();
      connection.answer();
      connection.bytes('a');
      connection.fail(arrival);
      expect(connection.closings).toEqual(['callback_failed']);
    },
  );

  it.each([
    ['never', []],
    ['unknown', ['callback_failed']],
    ['certain', ['callback_failed']],
  ] as const)('and is OnSocketCreated, arrived %s, is followed by %j', (arrival, closings) => {
    const connection = holding();
    connection.fail(arrival);
    expect(connection.closings).toEqual(closings);
  });

  it('still lets the device have what was sent before', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds', device: 'stalls' });
    connection.answer();
    connection.bytes('a');
    connection.send('reply');
    connection.fail();
    expect(connection.effects.map(({ type }) => type)).not.toContain('destroySocket');
    expect(connection.written).toBe('reply');
  });
});

describe('a callback that takes too long', () => {
  it('is given up, and the connection closed', () => {
    const connection = holding();
    connection.pass(29_999);
    expect(connection.effectsOf('abandonCallback')).toHaveLength(0);
    connection.pass(1);
    expect(connection.effectsOf('abandonCallback')).toHaveLength(1);
    expect(connection.callbacks.at(-1)).toMatchObject({
      method: 'OnSocketClosed',
      reason: { method: 'OnSocketCreated', failure: { status: 'DEADLINE_EXCEEDED' } },
    });
  });

  it('counts from when it went out, not from when it was queued', () => {
    const connection = holding({ idleTimeout: 0 });
    connection.bytes('a');
    connection.pass(20_000);
    connection.answer();
    connection.pass(20_000);
    expect(connection.closings).toEqual([]);
  });
});

describe('a message that the handler refuses as too large', () => {
  const exhausted = { status: 'RESOURCE_EXHAUSTED', details: '', arrival: 'certain' } as const;

  async function subscribed(...payloads: readonly string[]): Promise<VirtualConnection> {
    const connection = VirtualConnection.open();
    connection.authenticate();
    connection.handler = 'holds';
    for (const payload of payloads) connection.deliver('t', payload);
    return connection;
  }

  it('is dropped, and the next one follows', async () => {
    const connection = await subscribed('x'.repeat(300_000), 'small');
    connection.dispatch({ type: 'callbackFailed', failure: exhausted });
    expect(connection.effectsOf('messageRefused')).toEqual([{ type: 'messageRefused', size: 300_001 }]);
    expect(connection.callbacks.at(-1)).toMatchObject({ messages: [{ payload: Buffer.from('small') }] });
    expect(connection.state.phase).toBe('open');
  });

  it('is no excuse for a handler that refuses small ones, or for another reason', async () => {
    const small = await subscribed('small');
    small.dispatch({ type: 'callbackFailed', failure: exhausted });
    expect(small.closings).toEqual(['callback_failed']);
    const large = await subscribed('x'.repeat(300_000));
    large.fail();
    expect(large.closings).toEqual(['callback_failed']);
  });
});

describe('OnSocketClosed', () => {
  function closed(): VirtualConnection {
    const connection = holding();
    connection.answer();
    connection.dispatch({ type: 'peerEnded' });
    return connection;
  }

  it.each(['never', 'unknown'] as const)('is tried again where it arrived %s', (arrival) => {
    const connection = closed();
    connection.fail(arrival);
    connection.pass(249);
    expect(connection.closings).toHaveLength(1);
    connection.pass(1);
    expect(connection.closings).toHaveLength(2);
    connection.answer();
    connection.pass(60_000);
    expect(connection.closings).toHaveLength(2);
    expect(connection.state.phase).toBe('ended');
  });

  it('is not tried again where the handler has answered with an error', () => {
    const connection = closed();
    connection.fail('certain');
    expect(connection.state.phase).toBe('ended');
    connection.pass(60_000);
    expect(connection.closings).toHaveLength(1);
  });

  it('is given up after 15 s of tries', () => {
    const connection = closed();
    for (let tries = 0; tries < 100 && connection.state.phase !== 'ended'; tries += 1) {
      connection.fail('never');
      connection.pass(250);
    }
    expect(connection.state.phase).toBe('ended');
    expect(connection.now).toBeGreaterThan(15_000);
    expect(connection.now).toBeLessThanOrEqual(17_000);
  });

  it('is given up after 15 s without an answer', () => {
    const connection = closed();
    connection.pass(15_000);
    expect(connection.closings).toHaveLength(1);
    expect(connection.effects.slice(-2)).toEqual([{ type: 'abandonCallback' }, { type: 'ended' }]);
  });
});
