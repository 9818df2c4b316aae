import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type ConnectionAction, connectionActions } from '../../fixtures/connection-action.ts';
import { ConnectionCourse } from '../../fixtures/connection-course.ts';

function run(actions: readonly ConnectionAction[], datagrams: boolean, streams: boolean): ConnectionCourse {
  const course = new ConnectionCourse(datagrams, streams);
  for (const action of actions) course.take(action);
  course.finish();
  return course;
}

/** While it runs, `CheckedConnection` checks what must hold after each event. */
describe('after any course of events', () => {
  test.prop([connectionActions, fc.boolean(), fc.boolean()], { numRuns: 2_000 })(
    'a connection has ended as it should',
    (actions, datagrams, streams) => {
      const { connection, ...course } = run(actions, datagrams, streams);
      const { calls, accepted } = course;
      expect(connection.state.phase).toBe('ended');
      expect(connection.effectsOf('ended')).toHaveLength(1);

      expect(calls.filter(({ answers }) => answers.length !== 1)).toEqual([]);

      const delivered = connection.received;
      const smooth = !course.callbackFailed && !course.abandoned;
      const complete = smooth && connection.closings[0] !== 'normal';
      if (complete) expect(delivered).toBe(accepted.join(''));
      else expect(accepted.join('').startsWith(delivered)).toBe(true);

      const sent = calls.flatMap(({ request, answers }) =>
        request.method === 'Send' && answers[0]?.code === 'SUCCESS' ? [request.bytes] : [],
      );
      expect(connection.written).toBe(Buffer.concat(sent).toString('latin1'));

      if (smooth) expect(connection.closings).toHaveLength(1);
      if (connection.methods.length > 1 && !course.abandoned)
        expect(connection.methods.at(-1)).toBe('OnSocketClosed');
    },
  );
});

describe('courses of events', () => {
  test('reach every way to end, full buffers, and connections that live through all of them', () => {
    const seen = new Set<string>();
    for (const actions of fc.sample(connectionActions, { numRuns: 1_000, seed: 1 })) {
      const course = new ConnectionCourse(false, actions.length % 2 === 0);
      for (const action of actions) course.take(action);
      const { connection } = course;
      for (const { type } of connection.effects) seen.add(type);
      for (const kind of connection.closings) seen.add(kind);
      seen.add(connection.state.phase);
      if (connection.state.waitingSends.length > 1) seen.add('several Sends wait');
    }
    for (const sight of [
      ...['tcp_closed', 'normal', 'discarded', 'shutdown', 'callback_failed', 'send_timeout'],
      ...['keepalive_timeout', 'idle_timeout'],
      ...['open', 'draining', 'closing', 'announcing', 'ended'],
      ...['pauseReading', 'resumeReading', 'messagesDropped', 'abandonCallback', 'destroySocket'],
      ...['register', 'publish', 'subscribe', 'several Sends wait', 'finishStreams'],
    ]) {
      expect(seen).toContain(sight);
    }
  });
});
