import { describe, expect, it } from 'vitest';
import { codeOf, VirtualConnection } from '../../fixtures/virtual-connection.ts';
import { wakeAt } from './wake-at.ts';

const hour = 3_600_000;

function ticking(interval: number): VirtualConnection {
  const connection = VirtualConnection.open();
  expect(codeOf(connection.startTimer(interval))).toBe('SUCCESS');
  return connection;
}

describe('the keepalive', () => {
  it.each([1, 2, 5, 10, 3_600])('of %d s finds a silent device dead after 1.5 times as long', (interval) => {
    const connection = ticking(interval);
    connection.pass(interval * 1_500 - 1);
    expect(connection.methods).toEqual(['OnSocketCreated']);
    connection.pass(1);
    expect(connection.methods).toEqual(['OnSocketCreated', 'OnTimerTimeout', 'OnSocketClosed']);
    expect(connection.closings).toEqual(['keepalive_timeout']);
  });

  it('lets a device live for hours that sends in every interval', () => {
    const connection = ticking(2);
    for (let time = 0; time < 4 * hour; time += 2_900) {
      connection.pass(2_900);
      connection.bytes('.');
    }
    expect(connection.state.phase).toBe('open');
    connection.pass(3_000);
    expect(connection.closings).toEqual(['keepalive_timeout']);
  });

  it('takes only bytes of the device for life', () => {
    const connection = ticking(2);
    connection.authenticate();
    for (let time = 0; time < 2_500; time += 500) {
      connection.pass(500);
      connection.send('still there?');
      connection.deliver('topic');
      connection.call({ method: 'Publish', topic: 'a', qos: 0, payload: Buffer.from('') });
    }
    connection.pass(499);
    expect(connection.closings).toEqual([]);
    connection.pass(1);
    expect(connection.closings).toEqual(['keepalive_timeout']);
  });

  it.each([
    [6, 2],
    [2, 6],
  ])('that was %d s is replaced by one of %d s, from then on', (first, second) => {
    const connection = ticking(first);
    connection.pass(1_000);
    connection.startTimer(second);
    connection.pass(second * 1_500 - 1);
    expect(connection.closings).toEqual([]);
    connection.pass(1);
    expect(connection.closings).toEqual(['keepalive_timeout']);
  });

  it('does not count while the device is not read', () => {
    const connection = ticking(2);
    connection.handler = 'holds';
    connection.bytes('x'.repeat(100));
    expect(connection.state.reading).toBe(false);
    connection.pass(20_000);
    connection.answer();
    connection.pass(2_999);
    expect(connection.methods).not.toContain('OnTimerTimeout');
    connection.pass(1);
    expect(connection.methods.at(-1)).toBe('OnTimerTimeout');
  });

  it('does not count while a limit keeps the device from being read', () => {
    const connection = ticking(2);
    connection.pass(2_900);
    connection.dispatch({ type: 'throttled', active: true });
    expect(wakeAt(connection.state)).toBe(Number.POSITIVE_INFINITY);
    connection.pass(20_000);
    connection.dispatch({ type: 'throttled', active: false });
    connection.pass(2_999);
    expect(connection.methods).not.toContain('OnTimerTimeout');
    connection.pass(1);
    expect(connection.methods).toContain('OnTimerTimeout');
  });

  it('counts only when neither the handler nor a limit keeps the device from being read', () => {
    const connection = ticking(2);
    connection.handler = 'holds';
    connection.bytes('x'.repeat(100));
    connection.dispatch({ type: 'throttled', active: true });
    connection.answer();
    expect(connection.state.reading).toBe(true);
    connection.pass(20_000);
    expect(connection.methods).not.toContain('OnTimerTimeout');
    connection.dispatch({ type: 'throttled', active: false });
    connection.pass(3_000);
    expect(connection.methods).toContain('OnTimerTimeout');
  });

  it('takes the longest interval there is', () => {
    const connection = ticking(4_294_967_295);
    expect(wakeAt(connection.state)).toBe(connection.now + 4_294_967_295 * 1_500);
    connection.pass(1_000 * hour);
    expect(connection.state.phase).toBe('open');
  });

  it('sends OnTimerTimeout behind the bytes that came before', () => {
    const connection = ticking(2);
    connection.handler = 'holds';
    connection.bytes('a');
    connection.bytes('b');
    connection.pass(3_000);
    connection.answer();
    connection.answer();
    connection.answer();
    expect(connection.methods.slice(1)).toEqual([
      'OnReceivedBytes',
      'OnReceivedBytes',
      'OnTimerTimeout',
      'OnSocketClosed',
    ]);
  });

  it('closes the socket when OnTimerTimeout is answered, so that a last word can go out', () => {
    const connection = ticking(2);
    connection.handler = 'holds';
    connection.pass(3_000);
    connection.send('bye');
    expect(connection.effectsOf('endSocket')).toHaveLength(0);
    connection.answer();
    expect(connection.written).toBe('bye');
    expect(connection.effectsOf('endSocket')).toHaveLength(1);
  });
});

describe('StartTimer', () => {
  it('refuses the interval 0', () => {
    expect(codeOf(VirtualConnection.open().startTimer(0))).toBe('PARAMS_TYPE_ERROR');
  });

  it.each([1, 'OTHER'])('refuses the timer type %j', (timer) => {
    const connection = VirtualConnection.open();
    const call = connection.call({ method: 'StartTimer', timer, interval: 5 });
    expect(codeOf(call)).toBe('PARAMS_TYPE_ERROR');
    connection.pass(29_999);
    expect(connection.closings).toEqual([]);
  });

  it('that is refused leaves the timer that runs', () => {
    const connection = ticking(2);
    connection.startTimer(0);
    connection.pass(3_000);
    expect(connection.closings).toEqual(['keepalive_timeout']);
  });
});

describe('the idle timeout', () => {
  it('closes a device that never sent a byte', () => {
    const connection = VirtualConnection.open();
    connection.pass(29_999);
    expect(connection.closings).toEqual([]);
    connection.pass(1);
    expect(connection.closings).toEqual(['idle_timeout']);
    expect(connection.methods).not.toContain('OnTimerTimeout');
  });

  it.each([
    ['a byte', (connection: VirtualConnection) => connection.bytes('a')],
    ['a timer', (connection: VirtualConnection) => connection.startTimer(1_000)],
    ['a client', (connection: VirtualConnection) => connection.authenticate()],
  ])('is over for good with %s', (_, happen) => {
    const connection = VirtualConnection.open();
    happen(connection);
    connection.pass(hour / 3);
    expect(connection.state.phase).toBe('open');
  });

  it('does not count while a limit keeps the device from being read, and begins anew then', () => {
    const connection = VirtualConnection.open();
    connection.pass(29_999);
    connection.dispatch({ type: 'throttled', active: true });
    connection.pass(hour);
    connection.dispatch({ type: 'throttled', active: false });
    connection.pass(29_999);
    expect(connection.closings).toEqual([]);
    connection.pass(1);
    expect(connection.closings).toEqual(['idle_timeout']);
  });

  it('of 0 keeps every device', () => {
    const connection = VirtualConnection.open({ idleTimeout: 0 });
    connection.dispatch({ type: 'throttled', active: false });
    connection.pass(1_000 * hour);
    expect(connection.state.phase).toBe('open');
  });
});
