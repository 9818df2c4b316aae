import { describe, expect, it } from 'vitest';
import { Model } from '../model/model.ts';
import { deviceEnds } from './device-actions.ts';
import { failBytes, holdBytes, release, releaseFailing } from './handler-actions.ts';

const payload = { size: 1, salt: 1 };

/** A connection whose callback is held; of one that is leaving, the device has closed. */
function modelOf(phase: 'open' | 'leaving'): Model {
  const model = new Model();
  model.connect('c1');
  holdBytes('c1', payload).advance(model);
  if (phase === 'leaving') deviceEnds('c1').advance(model);
  return model;
}

describe('a held callback', () => {
  it('keeps the connection from ending', () => {
    expect(modelOf('open').get('c1')).toMatchObject({ held: true, phase: 'open' });
    expect(modelOf('leaving').get('c1')).toMatchObject({ held: true, phase: 'leaving' });
  });

  it.each([
    ['open', 'open'],
    ['leaving', 'gone'],
  ] as const)('that is answered leaves a connection that is %s %s', (before, after) => {
    const model = modelOf(before);
    expect(release('c1').check(model)).toBe(true);
    release('c1').advance(model);
    expect(model.get('c1')).toMatchObject({ held: false, phase: after });
    expect(release('c1').check(model)).toBe(false);
  });

  it.each(['open', 'leaving'] as const)('that fails ends a connection that is %s', (before) => {
    const model = modelOf(before);
    releaseFailing('c1', 'INTERNAL').advance(model);
    expect(model.get('c1')).toMatchObject({ held: false, phase: 'gone' });
  });

  it('is followed by no other', () => {
    const model = modelOf('open');
    expect(holdBytes('c1', payload).check(model)).toBe(false);
    expect(failBytes('c1', payload, 'INTERNAL').check(model)).toBe(false);
  });
});
