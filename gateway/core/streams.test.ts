import { describe, expect, it } from 'vitest';
import { VirtualConnection } from '../../fixtures/virtual-connection.ts';
import { wakeAt } from './wake-at.ts';

const streams = { streams: true };

/** The callbacks and the finishing of streams, in order. */
function story({ effects }: VirtualConnection): string[] {
  return effects.flatMap((effect) => {
    if (effect.type === 'invoke') return [effect.callback.method];
    return effect.type === 'finishStreams' || effect.type === 'endSocket' ? [effect.type] : [];
  });
}

describe('the streams of a connection', () => {
  it('are finished before the socket is ended and OnSocketClosed is sent', () => {
    const connection = VirtualConnection.open(streams);
    connection.bytes('hello');
    connection.dispatch({ type: 'peerEnded' });
    expect(story(connection)).toEqual([
      'OnSocketCreated',
      'OnReceivedBytes',
      'finishStreams',
      'endSocket',
      'OnSocketClosed',
    ]);
    expect(wakeAt(connection.state)).toBe(Number.POSITIVE_INFINITY);
  });

  it('are finished after everything that waits, while the adapter still serves', () => {
    const connection = VirtualConnection.open(streams, { handler: 'holds' });
    connection.bytes('last words');
    connection.dispatch({ type: 'peerEnded' });
    connection.answer();
    connection.answer();
    expect(story(connection)).toEqual(['OnSocketCreated', 'OnReceivedBytes', 'finishStreams']);
    connection.send('reply');
    connection.answer();
    expect(connection.written).toBe('reply');
    expect(connection.methods.at(-1)).toBe('OnSocketClosed');
  });

  it('are finished before OnSocketClosed where the handler called Close', () => {
    const connection = VirtualConnection.open(streams);
    connection.bytes('hello');
    connection.call({ method: 'Close' });
    expect(story(connection).slice(2)).toEqual(['endSocket', 'finishStreams', 'OnSocketClosed']);
  });

  it('are none where nothing was sent on one, or each event is a call', () => {
    const silent = VirtualConnection.open(streams);
    silent.dispatch({ type: 'peerEnded' });
    const unary = VirtualConnection.open();
    unary.bytes('hello');
    unary.dispatch({ type: 'peerEnded' });
    for (const connection of [silent, unary]) {
      expect(connection.effectsOf('finishStreams')).toEqual([]);
      expect(connection.closings).toEqual(['tcp_closed']);
    }
  });

  it('that the handler never finishes hold OnSocketClosed up for the close timeout at most', () => {
    const connection = VirtualConnection.open(streams);
    connection.bytes('hello');
    connection.handler = 'holds';
    connection.dispatch({ type: 'peerEnded' });
    connection.pass(14_999);
    expect(connection.effectsOf('abandonCallback')).toEqual([]);
    connection.handler = 'answers';
    connection.pass(1);
    expect(connection.effectsOf('abandonCallback')).toHaveLength(1);
    expect(connection.effectsOf('finishStreams')).toHaveLength(1);
    expect(connection.callbacks.at(-1)).toMatchObject({
      reason: {
        kind: 'callback_failed',
        method: 'OnReceivedBytes',
        failure: { status: 'DEADLINE_EXCEEDED' },
      },
    });
  });
});

describe('a stream that is lost', () => {
  it('closes an idle connection, and the reason says so', () => {
    const connection = VirtualConnection.open(streams);
    connection.bytes('hello');
    connection.loseStream('OnReceivedBytes');
    expect(connection.callbacks.at(-1)).toMatchObject({
      method: 'OnSocketClosed',
      reason: { kind: 'callback_failed', method: 'OnReceivedBytes', failure: { status: 'UNAVAILABLE' } },
    });
    expect(connection.state.phase).toBe('ended');
  });

  it('drops what waits for it, but not OnSocketClosed', () => {
    const connection = VirtualConnection.open(streams);
    connection.authenticate();
    connection.deliver('topic', 'taken');
    connection.handler = 'holds';
    connection.bytes('on its way');
    connection.bytes('waits');
    connection.loseStream('OnReceivedMessages');
    connection.handler = 'answers';
    connection.answer();
    expect(connection.received).toBe('on its way');
    expect(connection.closings).toEqual(['callback_failed']);
  });

  it('while the streams are finished is the reason of the end', () => {
    const connection = VirtualConnection.open(streams);
    connection.bytes('hello');
    connection.handler = 'holds';
    connection.dispatch({ type: 'peerEnded' });
    connection.loseStream('OnReceivedBytes');
    connection.handler = 'answers';
    connection.answer();
    expect(connection.closings).toEqual(['callback_failed']);
  });

  it('changes nothing any more once the handler has called Close, or the end was told', () => {
    const connection = VirtualConnection.open(streams);
    connection.bytes('hello');
    connection.handler = 'holds';
    connection.call({ method: 'Close' });
    connection.loseStream('OnReceivedBytes');
    connection.answer();
    connection.loseStream('OnReceivedBytes');
    connection.answer();
    expect(connection.closings).toEqual(['normal']);
    expect(connection.state.phase).toBe('ended');
  });
});
