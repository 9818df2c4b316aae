import { describe, expect, it } from 'vitest';
import { codeOf, VirtualConnection } from '../../fixtures/virtual-connection.ts';

/** A connection whose device does not read, with its buffer of 100 bytes full. */
function stalled(): VirtualConnection {
  const connection = VirtualConnection.open({}, { device: 'stalls' });
  expect(codeOf(connection.send('x'.repeat(100)))).toBe('SUCCESS');
  return connection;
}

describe('Send', () => {
  it('is accepted while the device reads', () => {
    const connection = VirtualConnection.open();
    for (const text of ['a', 'b', 'c'.repeat(1_000), 'd'])
      expect(codeOf(connection.send(text))).toBe('SUCCESS');
    expect(connection.written).toBe(`ab${'c'.repeat(1_000)}d`);
    expect(connection.state.unsent).toBe(0);
  });

  it('of no bytes is accepted and writes nothing', () => {
    const connection = VirtualConnection.open();
    expect(codeOf(connection.send(''))).toBe('SUCCESS');
    expect(connection.effectsOf('write')).toEqual([]);
  });

  it('takes more than the buffer holds in one call', () => {
    const connection = VirtualConnection.open({}, { device: 'stalls' });
    expect(codeOf(connection.send('x'.repeat(1_000)))).toBe('SUCCESS');
  });

  it('waits while the device does not read, and is accepted later, in order', () => {
    const connection = stalled();
    const calls = ['a', 'b', 'c'].map((text) => connection.send(text));
    expect(calls.map(codeOf)).toEqual(['none yet', 'none yet', 'none yet']);
    connection.dispatch({ type: 'flushed', size: 100 });
    expect(calls.map(codeOf)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
    expect(connection.written).toBe(`${'x'.repeat(100)}abc`);
  });

  it('never passes one that waits', () => {
    const connection = stalled();
    const waiting = [connection.send('y'.repeat(100)), connection.send('z')];
    connection.dispatch({ type: 'flushed', size: 100 });
    expect(waiting.map(codeOf)).toEqual(['SUCCESS', 'none yet']);
    const late = connection.send('!');
    expect(codeOf(late)).toBe('none yet');
    connection.dispatch({ type: 'flushed', size: 100 });
    expect(connection.written.slice(200)).toBe('z!');
  });

  it('fails when the device does not read for the send timeout, and the connection closes', () => {
    const connection = stalled();
    const waiting = connection.send('a');
    connection.pass(5_000);
    const later = connection.send('b');
    connection.pass(4_999);
    expect(codeOf(waiting)).toBe('none yet');
    connection.pass(1);
    expect([waiting, later].map(codeOf)).toEqual(['UNKNOWN', 'UNKNOWN']);
    expect(waiting.answers[0]?.message).toBe('the device did not read for 10000 ms');
    expect(connection.effectsOf('destroySocket')).toHaveLength(1);
    expect(connection.closings).toEqual(['send_timeout']);
    expect(connection.written).toBe('x'.repeat(100));
  });

  it('that comes in thousands too many ends the connection', () => {
    const connection = stalled();
    const calls = Array.from({ length: 17 }, () => connection.send('y'.repeat(100)));
    expect(calls.map(codeOf)).toEqual(calls.map(() => 'UNKNOWN'));
    expect(connection.closings).toEqual(['send_timeout']);
  });

  it('may be a single one of any size that waits', () => {
    const connection = stalled();
    const huge = connection.send('y'.repeat(100_000));
    expect(codeOf(huge)).toBe('none yet');
    connection.dispatch({ type: 'flushed', size: 100 });
    expect(codeOf(huge)).toBe('SUCCESS');
  });

  it('that waits is answered when the socket is lost', () => {
    const connection = stalled();
    const waiting = connection.send('a');
    connection.dispatch({ type: 'socketLost' });
    expect(codeOf(waiting)).toBe('CONN_PROCESS_NOT_ALIVE');
    expect(connection.closings).toEqual(['tcp_closed']);
  });

  it('to a socket that is lost, while its last callbacks go out, is refused', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds' });
    connection.dispatch({ type: 'socketLost' });
    expect(codeOf(connection.send('a'))).toBe('CONN_PROCESS_NOT_ALIVE');
    expect(connection.written).toBe('');
  });

  it('that waits holds the end of a half-closed connection up', () => {
    const connection = stalled();
    const waiting = connection.send('a');
    connection.dispatch({ type: 'peerEnded' });
    expect(connection.effectsOf('endSocket')).toHaveLength(0);
    connection.dispatch({ type: 'flushed', size: 100 });
    expect(codeOf(waiting)).toBe('SUCCESS');
    expect(connection.effectsOf('endSocket')).toHaveLength(1);
  });
});

describe('Close', () => {
  it('lets out what was sent before, that which waits included', () => {
    const connection = stalled();
    const waiting = connection.send('last');
    const close = connection.call({ method: 'Close' });
    expect([waiting, close].map(codeOf)).toEqual(['SUCCESS', 'SUCCESS']);
    const types = connection.effects.map(({ type }) => type);
    expect(connection.written.slice(100)).toBe('last');
    expect(types.lastIndexOf('write')).toBeLessThan(types.indexOf('endSocket'));
  });

  it('refuses the second', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds' });
    const calls = [connection.call({ method: 'Close' }), connection.call({ method: 'Close' })];
    expect(calls.map(codeOf)).toEqual(['SUCCESS', 'CONN_PROCESS_NOT_ALIVE']);
  });
});
