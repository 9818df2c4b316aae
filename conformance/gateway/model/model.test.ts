import { describe, expect, it } from 'vitest';
import { Model } from './model.ts';

/** Connections with subscriptions, all to the filter as written and with qos 1. */
function modelOf(subscriptions: Record<string, readonly string[]>): Model {
  const model = new Model();
  for (const [name, filters] of Object.entries(subscriptions)) {
    model.connect(name);
    for (const filter of filters) model.get(name).subscriptions.set(filter, 1);
  }
  return model;
}

function namesOf(model: Model, topic: string): readonly string[] {
  return model.receivers(topic).map(({ connection }) => connection.name);
}

describe('receivers', () => {
  it('are those whose filter selects the topic', () => {
    const model = modelOf({ c1: ['a/+'], c2: ['b'], c3: ['#'], c4: [] });
    expect(namesOf(model, 'a/b')).toEqual(['c1', 'c3']);
  });

  it('count a subscription for each filter, with its level', () => {
    const model = modelOf({ c1: ['a/b'] });
    model.get('c1').subscriptions.set('a/#', 2);
    expect(model.receivers('a/b')).toMatchObject([{ plain: 2, groups: [], levels: [1, 2] }]);
  });

  it('have a mountpoint before their filters, and need it in the topic', () => {
    const model = modelOf({ c1: ['a'], c2: ['a'] });
    model.get('c1').mountpoint = 'devices/';
    expect(namesOf(model, 'devices/a')).toEqual(['c1']);
    expect(namesOf(model, 'a')).toEqual(['c2']);
  });

  it('are members of a group, which is one for each filter and mountpoint', () => {
    const model = modelOf({ c1: ['$share/g/a'], c2: ['$share/g/a'], c3: ['$share/g/+'] });
    const groups = model.receivers('a').map((receiver) => receiver.groups);
    expect(groups).toEqual([['g a'], ['g a'], ['g +']]);
    model.get('c2').mountpoint = 'devices/';
    expect(model.receivers('devices/a')).toMatchObject([{ plain: 0, groups: ['g devices/a'] }]);
  });

  it('are only open connections', () => {
    const model = modelOf({ c1: ['a'], c2: ['a'] });
    model.end('c1');
    expect(namesOf(model, 'a')).toEqual(['c2']);
  });
});

describe('clientNamed', () => {
  it('is the open connection of the client, as a takeover leaves it', () => {
    const model = modelOf({ c1: [], c2: [] });
    model.get('c1').clientid = 'a';
    expect(model.clientNamed('a')?.name).toBe('c1');
    model.end('c1');
    model.get('c2').clientid = 'a';
    expect(model.clientNamed('a')?.name).toBe('c2');
    expect(model.clientNamed('b')).toBeUndefined();
  });
});

describe('phases', () => {
  it('are open, then gone', () => {
    const model = modelOf({ c1: ['a'] });
    expect([model.isOpen('c1'), model.isFree('c1')]).toEqual([true, true]);
    model.end('c1');
    expect(model.get('c1')).toMatchObject({ phase: 'gone', subscriptions: new Map() });
    expect([model.isOpen('c1'), model.isFree('c1')]).toEqual([false, false]);
  });

  it('are leaving while a callback is held', () => {
    const model = modelOf({ c1: [] });
    model.get('c1').held = true;
    expect([model.isOpen('c1'), model.isFree('c1')]).toEqual([true, false]);
    model.end('c1');
    expect(model.get('c1').phase).toBe('leaving');
  });

  it('are of connections that exist', () => {
    const model = new Model();
    expect([model.isOpen('c1'), model.isFree('c1')]).toEqual([false, false]);
    expect(() => model.get('c1')).toThrow('names c1 before it connects');
  });
});

describe('a device on UDP', () => {
  const model = new Model('udp');
  model.connect('c1');

  it('sends little while its handler lags behind', () => {
    model.get('c1').held = true;
    expect(model.hasRoom('c1', 12)).toBe(true);
    model.sent('c1', 10);
    expect([model.hasRoom('c1', 2), model.hasRoom('c1', 3)]).toEqual([true, false]);
    model.letGo('c1');
    expect(model.hasRoom('c1', 3)).toBe(true);
  });

  it('has no end that anybody sees', () => {
    expect([model.hasEnds, model.isStream]).toEqual([false, false]);
    expect([new Model('dtls').hasEnds, new Model('dtls').isStream]).toEqual([true, false]);
  });
});
