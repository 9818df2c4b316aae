import { describe, expect, it } from 'vitest';
import { ConnectionInMemory } from '../../fixtures/connection-in-memory.ts';
import { connectionSettings } from '../../fixtures/connection-settings.ts';
import { EmbeddedBroker } from '../broker/embedded-broker.ts';
import type { HandlerClient } from '../handler/handler-client.ts';

function open(changes: ConstructorParameters<typeof ConnectionInMemory>[1] = {}): ConnectionInMemory {
  const opened = new ConnectionInMemory('conn', changes);
  opened.connection.open();
  opened.handler.answer();
  return opened;
}

const payload = Buffer.from('hello');

describe('a connection', () => {
  it('is registered before the handler hears of it', () => {
    const opened = new ConnectionInMemory('conn');
    expect(opened.environment.registry.find('conn')).toBeUndefined();
    opened.connection.open();
    expect(opened.environment.registry.find('conn')).toBe(opened.connection);
    expect(opened.handler.callbacks[0]?.conn).toBe('conn');
  });

  it('takes an event that comes up while it performs another', async () => {
    const { connection, handler, story } = open();
    expect(story).toEqual(['OnSocketCreated']);
    await connection.call({
      method: 'Authenticate',
      client: { proto_name: 'p', proto_ver: '1', clientid: 'device', username: '', mountpoint: '' },
      password: '',
    });
    await connection.call({ method: 'Subscribe', topic: 'a', qos: 0 });
    // The broker delivers its own message back before the effect is done.
    const answer = await connection.call({ method: 'Publish', topic: 'a', qos: 0, payload });
    expect(answer.code).toBe('SUCCESS');
    expect(handler.callbacks.at(-1)?.callback).toMatchObject({
      method: 'OnReceivedMessages',
      messages: [{ from: 'device', topic: 'a', payload, node: 'node' }],
    });
  });

  it('is woken by the clock, and by nothing any more after its end', () => {
    const opened = open();
    opened.clock.pass(30_025);
    opened.connection.dispatch({ type: 'socketClosed' });
    opened.handler.answer();
    expect(opened.story).toEqual(['OnSocketCreated', 'OnSocketClosed idle_timeout']);
    opened.clock.pass(25);
    expect(opened.clock.pending).toBe(0);
  });

  it('abandons a callback that takes too long', () => {
    const opened = new ConnectionInMemory('conn');
    opened.connection.open();
    opened.clock.pass(30_025);
    expect(opened.handler.abandoned).toBe(1);
  });

  it('attaches its streams before the first callback, and lets go of them at its end', () => {
    const story: string[] = [];
    const outcomes: ((outcome?: undefined) => void)[] = [];
    const handler: HandlerClient = {
      call(_, { method }, done) {
        story.push(method);
        outcomes.push(done);
        return () => undefined;
      },
      streams: {
        attach: (conn) => void story.push(`attach ${conn}`),
        finish(conn, done) {
          story.push(`finish ${conn}`);
          outcomes.push(done);
          return () => undefined;
        },
        release: (conn) => void story.push(`release ${conn}`),
      },
      probe: async () => undefined,
      close: () => undefined,
    };
    const settings = connectionSettings({ streams: true });
    const { connection } = new ConnectionInMemory('conn', { handler, settings });
    connection.open();
    connection.dispatch({ type: 'bytes', bytes: Buffer.from('hello') });
    connection.dispatch({ type: 'peerEnded' });
    for (let answered = 0; answered < 3; answered += 1) outcomes.at(-1)?.();
    connection.dispatch({ type: 'socketClosed' });
    outcomes.at(-1)?.();
    expect(story).toEqual([
      'attach conn',
      'OnSocketCreated',
      'OnReceivedBytes',
      'finish conn',
      'OnSocketClosed',
      'release conn',
    ]);
  });

  it('does to its socket what the core decides', async () => {
    const { connection, socket } = open();
    await connection.call({ method: 'Send', bytes: payload });
    connection.dispatch({ type: 'bytes', bytes: Buffer.alloc(200) });
    await connection.call({ method: 'Close' });
    expect(socket.asked).toEqual(['write hello', 'pause', 'end', 'resume']);
  });

  it('refuses a client where the authenticator fails', async () => {
    const authenticator = { verify: () => Promise.reject(new Error('no database')) };
    expect(await open({ authenticator }).authenticate('device')).toBe('PERMISSION_DENY');
  });

  it('answers UNKNOWN where the broker fails', async () => {
    const broker = new EmbeddedBroker();
    broker.publish = () => Promise.reject(new Error('no room'));
    const opened = open({ broker });
    await opened.authenticate('device');
    expect(await opened.connection.call({ method: 'Publish', topic: 'a', qos: 0, payload })).toEqual({
      code: 'UNKNOWN',
      message: 'the broker refused: no room',
    });
  });
});
