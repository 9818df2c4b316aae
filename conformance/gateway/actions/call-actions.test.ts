import { describe, expect, it } from 'vitest';
import { testSuite, testWorld } from '../../../fixtures/test-world.ts';
import { Model } from '../model/model.ts';
import { World } from '../world/world.ts';
import { authenticate, authenticateRequest, close, expand, send, sendPipelined } from './call-actions.ts';

function modelOf(...names: readonly string[]): Model {
  const model = new Model();
  for (const name of names) model.connect(name);
  return model;
}

describe('authenticate', () => {
  it('makes a connection the client, once', () => {
    const model = modelOf('c1');
    authenticate('c1', 'a').advance(model);
    expect(model.get('c1').clientid).toBe('a');
    expect(authenticate('c1', 'b').check(model)).toBe(false);
  });

  it('ends an older connection of the client, and no other', () => {
    const model = modelOf('c1', 'c2', 'c3');
    authenticate('c1', 'a').advance(model);
    authenticate('c2', 'b').advance(model);
    authenticate('c3', 'a').advance(model);
    expect(['c1', 'c2', 'c3'].map((name) => model.get(name).phase)).toEqual(['gone', 'open', 'open']);
    expect(model.clientNamed('a')?.name).toBe('c3');
  });

  it('leaves an older connection its callback in flight', () => {
    const model = modelOf('c1', 'c2');
    authenticate('c1', 'a').advance(model);
    model.get('c1').held = true;
    authenticate('c2', 'a').advance(model);
    expect(model.get('c1').phase).toBe('leaving');
  });
});

describe('close', () => {
  it('ends a connection, after its callback in flight', () => {
    const model = modelOf('c1', 'c2');
    model.get('c2').held = true;
    for (const name of ['c1', 'c2']) close(name).advance(model);
    expect(['c1', 'c2'].map((name) => model.get(name).phase)).toEqual(['gone', 'leaving']);
    expect(close('c1').check(model)).toBe(false);
  });
});

describe('simpler steps', () => {
  it('send less', () => {
    const payload = { size: 1, salt: 1 };
    const texts = (action: ReturnType<typeof send>) => action.simpler?.().map(({ text }) => text);
    expect(texts(send('c1', [payload, payload]))).toEqual(['the handler sends 1 B to c1']);
    expect(texts(send('c1', [payload]))).toEqual([]);
    expect(texts(sendPipelined('c1', 5, 1))).toEqual(['the handler sends 3 times to c1 without waiting']);
    expect(texts(sendPipelined('c1', 2, 1))).toEqual([]);
  });
});

describe('names on the wire', () => {
  it('are of this scenario alone', () => {
    expect(expand(testWorld(), '~/a/~')).toBe('test/a/test');
    const other = new World(testSuite(), new Model(), 'other');
    const clientids = [testWorld(), other].map((world) => authenticateRequest(world, 'a'));
    expect(clientids).toMatchObject([
      { clientinfo: { clientid: 'test-a' } },
      { clientinfo: { clientid: 'other-a' } },
    ]);
  });
});
