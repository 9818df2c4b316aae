import { describe, expect, it } from 'vitest';
import { codeOf, VirtualConnection } from '../../fixtures/virtual-connection.ts';
import { wakeAt } from './wake-at.ts';

/** Long enough that only the end limits a callback. */
const patient = { callbackTimeout: 3_600_000 };

/** Each way in which a connection can end, and the kind of reason that the handler is told. */
const endings: readonly (readonly [string, string, (connection: VirtualConnection) => void])[] = [
  ['the device half-closes', 'tcp_closed', (connection) => connection.dispatch({ type: 'peerEnded' })],
  ['the socket is lost', 'tcp_closed', (connection) => connection.dispatch({ type: 'socketLost' })],
  ['the handler calls Close', 'normal', (connection) => connection.call({ method: 'Close' })],
  ['another takes it over', 'discarded', (connection) => connection.dispatch({ type: 'takenOver' })],
  ['the gateway stops', 'shutdown', (connection) => connection.dispatch({ type: 'shutdown' })],
  ['no byte ever comes', 'idle_timeout', (connection) => connection.pass(30_000)],
  [
    'the device falls silent',
    'keepalive_timeout',
    (connection) => {
      connection.startTimer(2);
      connection.pass(3_000);
    },
  ],
  [
    'the device does not read',
    'send_timeout',
    (connection) => {
      connection.device = 'stalls';
      connection.send('x'.repeat(100));
      connection.send('y');
      connection.pass(10_000);
    },
  ],
];

describe.each(endings)('when %s', (_, reason, end) => {
  it(`OnSocketClosed is the last callback, once, with ${reason}`, () => {
    const connection = VirtualConnection.open(patient);
    end(connection);
    connection.pass(60_000);
    expect(connection.closings).toEqual([reason]);
    expect(connection.methods[0]).toBe('OnSocketCreated');
    expect(connection.methods.at(-1)).toBe('OnSocketClosed');
    expect(connection.effects.at(-1)).toEqual({ type: 'ended' });
  });

  it('OnSocketClosed waits for the callback in flight', () => {
    const connection = VirtualConnection.open(patient, { handler: 'holds' });
    end(connection);
    expect(connection.methods).toEqual(['OnSocketCreated']);
    connection.handler = 'answers';
    connection.answer();
    connection.pass(60_000);
    expect(connection.closings).toEqual([reason]);
    expect(connection.methods.at(-1)).toBe('OnSocketClosed');
  });

  it('a callback that is never answered holds OnSocketClosed up for the close timeout at most', () => {
    const connection = VirtualConnection.open(patient, { handler: 'holds' });
    end(connection);
    connection.pass(15_000);
    expect(connection.effectsOf('abandonCallback')).toHaveLength(1);
    connection.handler = 'answers';
    connection.answer();
    connection.pass(60_000);
    expect(connection.methods.at(-1)).toBe('OnSocketClosed');
    expect(connection.closings).toHaveLength(1);
    expect(connection.state.phase).toBe('ended');
  });

  it('OnSocketClosed reaches a handler that was away for less than 15 s', () => {
    const connection = VirtualConnection.open(patient, { handler: 'holds' });
    connection.answer();
    end(connection);
    for (let waited = 0; waited < 14_000; waited += 1_000) {
      // What went out before it, such as OnTimerTimeout, arrives.
      if (!connection.methods.includes('OnSocketClosed')) connection.answer();
      connection.fail('never');
      connection.pass(1_000);
    }
    connection.handler = 'answers';
    connection.answer();
    connection.pass(60_000);
    expect(connection.state.phase).toBe('ended');
    expect(new Set(connection.closings)).toEqual(new Set([reason]));
    const attempts = connection.closings.length;
    connection.pass(60_000);
    expect(connection.closings).toHaveLength(attempts);
  });

  it('no callback follows when OnSocketCreated never reached the handler', () => {
    const connection = VirtualConnection.open(patient, { handler: 'holds' });
    end(connection);
    connection.fail('never');
    connection.pass(60_000);
    expect(connection.methods).toEqual(['OnSocketCreated']);
    expect(connection.state.phase).toBe('ended');
  });

  it('nothing wakes it afterwards', () => {
    const connection = VirtualConnection.open(patient);
    end(connection);
    expect(connection.state.phase).toBe('ended');
    expect(wakeAt(connection.state)).toBe(Number.POSITIVE_INFINITY);
  });

  it('calls are answered that the connection is not alive', () => {
    const connection = VirtualConnection.open(patient);
    end(connection);
    connection.pass(60_000);
    const calls = [connection.send('x'), connection.startTimer(1), connection.authenticate()];
    expect(calls.map(codeOf)).toEqual(calls.map(() => 'CONN_PROCESS_NOT_ALIVE'));
  });
});

describe('an end that is decided', () => {
  it('first lets out what waits for the handler', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds' });
    connection.bytes('last words');
    connection.dispatch({ type: 'peerEnded' });
    connection.answer();
    expect(connection.received).toBe('last words');
    expect(codeOf(connection.send('reply'))).toBe('SUCCESS');
    expect(connection.effectsOf('endSocket')).toHaveLength(0);
    connection.answer();
    expect(connection.written).toBe('reply');
    expect(connection.methods.at(-1)).toBe('OnSocketClosed');
  });

  it('gives each callback that is left the close timeout at most', () => {
    const connection = VirtualConnection.open(patient, { handler: 'holds' });
    connection.bytes('never answered');
    connection.dispatch({ type: 'peerEnded' });
    connection.pass(14_999);
    connection.answer();
    connection.pass(14_999);
    expect(connection.methods).toEqual(['OnSocketCreated', 'OnReceivedBytes']);
    connection.pass(1);
    expect(connection.methods.at(-1)).toBe('OnSocketClosed');
  });

  it('drops what waits where the handler called Close', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds' });
    connection.bytes('unwanted');
    connection.call({ method: 'Close' });
    connection.answer();
    expect(connection.methods).toEqual(['OnSocketCreated', 'OnSocketClosed']);
  });

  it('keeps its reason when the device goes as well', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds' });
    connection.dispatch({ type: 'shutdown' });
    connection.dispatch({ type: 'peerEnded' });
    connection.dispatch({ type: 'socketLost' });
    connection.answer();
    expect(connection.closings).toEqual(['shutdown']);
  });

  it('destroys a socket that does not finish in time', () => {
    const connection = VirtualConnection.open({}, { device: 'stalls' });
    connection.call({ method: 'Close' });
    connection.pass(9_999);
    expect(connection.closings).toEqual([]);
    connection.pass(1);
    expect(connection.effectsOf('destroySocket')).toHaveLength(1);
    expect(connection.closings).toEqual(['normal']);
  });

  it('ends the subscriptions at once, and frees the clientid with the socket', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds' });
    connection.authenticate();
    connection.dispatch({ type: 'peerEnded' });
    expect(connection.effectsOf('leaveBroker')).toHaveLength(1);
    expect(connection.effectsOf('unregister')).toHaveLength(0);
    connection.answer();
    expect(connection.effectsOf('leaveBroker')).toHaveLength(1);
    expect(connection.effectsOf('unregister')).toEqual([{ type: 'unregister', clientid: 'device' }]);
  });
});

describe('a connection that is abandoned', () => {
  it.each([
    ['open', (_: VirtualConnection) => undefined],
    ['draining', (connection: VirtualConnection) => connection.dispatch({ type: 'shutdown' })],
    ['closing', (connection: VirtualConnection) => connection.call({ method: 'Close' })],
  ])('while %s ends at once, with everything let go of', (phase, prepare) => {
    const connection = VirtualConnection.open({}, { handler: 'holds', device: 'stalls' });
    connection.authenticate();
    connection.send('x'.repeat(100));
    const waiting = connection.send('y');
    prepare(connection);
    expect(connection.state.phase).toBe(phase);
    connection.dispatch({ type: 'abandoned' });
    const types = connection.effects.map(({ type }) => type);
    for (const type of ['abandonCallback', 'destroySocket', 'leaveBroker', 'unregister', 'ended']) {
      expect(types).toContain(type);
    }
    expect(waiting.answers).toHaveLength(1);
    expect(connection.methods).toEqual(['OnSocketCreated']);
    expect(wakeAt(connection.state)).toBe(Number.POSITIVE_INFINITY);
  });

  it('while OnSocketClosed waits for its next try is not tried again', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds' });
    connection.answer();
    connection.dispatch({ type: 'peerEnded' });
    connection.fail('never');
    connection.dispatch({ type: 'abandoned' });
    connection.pass(60_000);
    expect(connection.closings).toHaveLength(1);
    expect(connection.effects.at(-1)).toEqual({ type: 'ended' });
  });
});

describe('a device on TLS', () => {
  it.each(['peerEnded', 'socketLost'] as const)('that goes has a reason of its own: %s', (type) => {
    const connection = new VirtualConnection({}, 'SSL');
    connection.dispatch({ type: 'tick' });
    connection.dispatch({ type });
    expect(connection.closings).toEqual(['ssl_closed']);
  });
});
