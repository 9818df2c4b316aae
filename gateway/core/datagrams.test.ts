import { describe, expect, it } from 'vitest';
import { codeOf, VirtualConnection } from '../../fixtures/virtual-connection.ts';

const minute = 60_000;

const settings = { datagrams: true, idleTimeout: 30_000, receiveBuffer: 100_000 };

function peer(): VirtualConnection {
  return VirtualConnection.open(settings);
}

/** A peer whose handler does not answer by itself. */
function peerThatWaits(): VirtualConnection {
  return VirtualConnection.open(settings, { handler: 'holds' });
}

/** The handler answers whatever it is asked, until nothing waits. */
function answerAll(connection: VirtualConnection): void {
  while (connection.state.inFlight !== undefined) connection.answer();
}

describe('a connection of datagrams', () => {
  it('sends each datagram in an event of its own, although several wait', () => {
    const connection = peerThatWaits();
    for (const text of ['a', 'b', 'c']) connection.bytes(text);
    answerAll(connection);
    const events = connection.callbacks.filter(({ method }) => method === 'OnReceivedBytes');
    expect(events).toHaveLength(3);
    expect(connection.received).toBe('abc');
  });

  it('is closed when it is silent for the idle timeout, counted from the last datagram', () => {
    const connection = peer();
    for (let time = 0; time < 10 * minute; time += 29_000) {
      connection.bytes('.');
      connection.pass(29_000);
    }
    expect(connection.state.phase).toBe('open');
    connection.pass(1_000);
    expect(connection.closings).toEqual(['idle_timeout']);
  });

  it('is closed by the idle timeout although it is authenticated', () => {
    const connection = peer();
    connection.authenticate();
    connection.pass(30_000);
    expect(connection.closings).toEqual(['idle_timeout']);
  });

  it('is not idle while its datagrams are not taken, because the handler lags behind', () => {
    const connection = peerThatWaits();
    connection.dispatch({ type: 'tick' });
    connection.answer();
    for (let count = 0; count < 2; count += 1) connection.bytes('.'.repeat(60_000));
    expect(connection.state.reading).toBe(false);
    connection.pass(29_000);
    connection.answer();
    connection.pass(29_000);
    expect(connection.state.phase).toBe('open');
    connection.answer();
    expect(connection.state.reading).toBe(true);
    connection.pass(29_999);
    expect(connection.state.phase).toBe('open');
    connection.pass(1);
    expect(connection.closings).toEqual(['idle_timeout']);
  });

  it('has no idle timeout once a timer is started', () => {
    const connection = peer();
    connection.startTimer(3_600);
    connection.bytes('.');
    connection.pass(60 * minute);
    expect(connection.state.phase).toBe('open');
  });

  it('stops taking datagrams when many wait, however small', () => {
    const connection = peerThatWaits();
    for (let count = 0; count < 300; count += 1) connection.bytes('.');
    expect(connection.state.reading).toBe(false);
    answerAll(connection);
    expect(connection.state.reading).toBe(true);
  });

  it('sends an empty datagram, and refuses one that is too large', () => {
    const connection = peer();
    expect(codeOf(connection.send(''))).toBe('SUCCESS');
    expect(connection.effects.filter(({ type }) => type === 'write')).toHaveLength(1);
    expect(codeOf(connection.send('x'.repeat(65_508)))).toBe('PARAMS_TYPE_ERROR');
  });
});
