import { describe, expect, it } from 'vitest';
import { codeOf, type VirtualCall, VirtualConnection } from '../../fixtures/virtual-connection.ts';
import type { CallRequest } from './call.ts';
import type { ConnectionSettings } from './settings.ts';

const payload = Buffer.from('payload');

function authenticated(settings: Partial<ConnectionSettings> = {}, requested = {}): VirtualConnection {
  const connection = VirtualConnection.open(settings);
  connection.authenticate(requested);
  return connection;
}

function below(prefix: string): Partial<ConnectionSettings> {
  return { mountpoint: { from: 'configuration', prefix } };
}

function publish(connection: VirtualConnection, topic: string, qos = 0): VirtualCall {
  return connection.call({ method: 'Publish', topic, qos, payload });
}

function subscribe(connection: VirtualConnection, topic: string, qos = 0): VirtualCall {
  return connection.call({ method: 'Subscribe', topic, qos });
}

function unsubscribe(connection: VirtualConnection, topic: string): VirtualCall {
  return connection.call({ method: 'Unsubscribe', topic });
}

const requests: readonly CallRequest[] = [
  { method: 'Publish', topic: 'a', qos: 0, payload },
  { method: 'Subscribe', topic: 'a', qos: 0 },
  { method: 'Unsubscribe', topic: 'a' },
];

describe.each(requests)('$method', (request) => {
  it('is refused before Authenticate', () => {
    const connection = VirtualConnection.open();
    expect(codeOf(connection.call(request))).toBe('PERMISSION_DENY');
  });

  it('is refused where the credentials were', () => {
    const connection = VirtualConnection.open({}, { authenticator: 'refuses' });
    connection.authenticate();
    expect(codeOf(connection.call(request))).toBe('PERMISSION_DENY');
  });

  it('refuses the empty topic', () => {
    expect(codeOf(authenticated().call(Object.assign({}, request, { topic: '' })))).toBe('PARAMS_TYPE_ERROR');
  });
});

describe('Publish', () => {
  it('hands the broker what came', () => {
    const connection = authenticated();
    const call = publish(connection, 'a/b', 2);
    expect(connection.effectsOf('publish')).toEqual([
      { type: 'publish', call, from: 'device', topic: 'a/b', qos: 2, payload },
    ]);
  });

  it.each(['a/+', 'a/#', '#', '+', 'a\0b'])('refuses the topic %j', (topic) => {
    const connection = authenticated();
    expect(codeOf(publish(connection, topic))).toBe('PARAMS_TYPE_ERROR');
    expect(connection.effectsOf('publish')).toEqual([]);
  });

  it.each([
    [0, 'SUCCESS'],
    [1, 'SUCCESS'],
    [2, 'SUCCESS'],
    [3, 'PARAMS_TYPE_ERROR'],
    [4_294_967_295, 'PARAMS_TYPE_ERROR'],
  ])('with qos %d answers %s', (qos, code) => {
    expect(codeOf(publish(authenticated(), 'a', qos))).toBe(code);
    expect(codeOf(subscribe(authenticated(), 'a', qos))).toBe(code);
  });
});

describe('Subscribe', () => {
  it.each(['a', 'a/+', '#', '$share/group/a/#', '$queue/a', '$SYS/#'])('takes %j', (topic) => {
    const connection = authenticated();
    const call = subscribe(connection, topic, 1);
    expect(connection.effectsOf('subscribe')).toEqual([{ type: 'subscribe', call, filter: topic, qos: 1 }]);
  });

  it.each(['a/#/b', 'a+/b', '##', '$share/group', '$share//a', '$share/+/a'])('refuses %j', (topic) => {
    const connection = authenticated();
    expect(codeOf(subscribe(connection, topic))).toBe('PARAMS_TYPE_ERROR');
    expect(codeOf(unsubscribe(connection, topic))).toBe('PARAMS_TYPE_ERROR');
    expect(connection.effectsOf('subscribe')).toEqual([]);
  });

  it('of a device that has gone subscribes to nothing', () => {
    const connection = authenticated();
    connection.handler = 'holds';
    connection.bytes('a');
    connection.dispatch({ type: 'peerEnded' });
    expect(codeOf(subscribe(connection, 'a'))).toBe('SUCCESS');
    expect(connection.effectsOf('subscribe')).toEqual([]);
    expect(codeOf(publish(connection, 'a'))).toBe('SUCCESS');
    expect(connection.effectsOf('publish')).toHaveLength(1);
  });
});

describe('the access control list', () => {
  it('is asked with the topic as the client knows it', () => {
    const questions: unknown[] = [];
    const connection = authenticated({
      ...below('devices/'),
      authorize: (client, action, topic) => {
        questions.push([client.clientid, action, topic]);
        return false;
      },
    });
    const calls = [publish(connection, 'a'), subscribe(connection, '$share/group/b/#')];
    expect(calls.map(codeOf)).toEqual(['PERMISSION_DENY', 'PERMISSION_DENY']);
    expect(questions).toEqual([
      ['device', 'publish', 'a'],
      ['device', 'subscribe', 'b/#'],
    ]);
    expect(connection.effectsOf('publish')).toEqual([]);
  });

  it('never keeps a client from unsubscribing', () => {
    expect(codeOf(unsubscribe(authenticated({ authorize: () => false }), 'a'))).toBe('SUCCESS');
  });
});

describe('the mountpoint', () => {
  it('is put before topics and filters', () => {
    const connection = authenticated(below('devices/'));
    publish(connection, 'a');
    subscribe(connection, '#');
    subscribe(connection, '$share/group/a');
    unsubscribe(connection, 'a/+');
    expect(connection.effectsOf('publish')).toMatchObject([{ topic: 'devices/a' }]);
    expect(connection.effectsOf('subscribe')).toMatchObject([
      { filter: 'devices/#' },
      { filter: '$share/group/devices/a' },
    ]);
    expect(connection.effectsOf('unsubscribe')).toMatchObject([{ filter: 'devices/a/+' }]);
  });

  it('is taken off what is delivered', () => {
    const connection = authenticated(below('devices/'));
    connection.deliver('devices/a/devices/b');
    expect(connection.callbacks.at(-1)).toMatchObject({ messages: [{ topic: 'a/devices/b' }] });
  });

  it('may not join with a wildcard', () => {
    const connection = authenticated(below('devices'));
    expect(codeOf(subscribe(connection, '+/a'))).toBe('PARAMS_TYPE_ERROR');
  });

  it.each([
    ['$share/group/', '#'],
    ['$queue/', '#'],
    ['$share', '/group/#'],
  ])('is not left where it is %j and the filter %j', (mountpoint, filter) => {
    const connection = authenticated({ mountpoint: { from: 'client' } }, { mountpoint });
    expect(codeOf(subscribe(connection, filter))).toBe('PARAMS_TYPE_ERROR');
    expect(connection.effectsOf('subscribe')).toEqual([]);
  });

  it('may not make a topic too long', () => {
    const connection = authenticated(below('devices/'));
    const topic = 'a'.repeat(65_530);
    expect(codeOf(publish(connection, topic))).toBe('PARAMS_TYPE_ERROR');
    expect(codeOf(subscribe(connection, topic))).toBe('PARAMS_TYPE_ERROR');
  });
});

describe('deliveries', () => {
  it('end when the end is decided', () => {
    const connection = authenticated();
    connection.handler = 'holds';
    connection.bytes('a');
    connection.deliver('t', 'before');
    connection.dispatch({ type: 'peerEnded' });
    connection.deliver('t', 'after');
    connection.handler = 'answers';
    connection.answer();
    expect(connection.callbacks.filter(({ method }) => method === 'OnReceivedMessages')).toMatchObject([
      { messages: [{ payload: Buffer.from('before') }] },
    ]);
  });
});
