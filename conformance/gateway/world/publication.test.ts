import { describe, expect, it } from 'vitest';
import { Model } from '../model/model.ts';
import { allowance, isOverserved, outstanding, type Publication } from './publication.ts';

const topic = 'a';

/** Connections with their filters, and a message for the topic `a`. */
function published(subscriptions: Record<string, readonly string[]>): {
  model: Model;
  publication: Publication;
} {
  const model = new Model();
  for (const [name, filters] of Object.entries(subscriptions)) {
    model.connect(name);
    for (const filter of filters) model.get(name).subscriptions.set(filter, 0);
  }
  const publication: Publication = {
    token: '00',
    topic,
    qos: 0,
    from: undefined,
    order: 0,
    publishedAt: 0,
    receivers: model.receivers(topic),
    missing: 'EXP-PUB-001',
    misdirected: 'EXP-PUB-002',
    arrivals: new Map(),
  };
  return { model, publication };
}

describe('outstanding', () => {
  it('is every subscriber until the message comes', () => {
    const { model, publication } = published({ c1: ['a'], c2: ['a', '+'], c3: ['b'] });
    expect(outstanding(publication, model)).toEqual(['c1', 'c2']);
    publication.arrivals.set('c1', 1);
    expect(outstanding(publication, model)).toEqual(['c2']);
    // One copy is enough for two filters.
    publication.arrivals.set('c2', 1);
    expect(outstanding(publication, model)).toEqual([]);
  });

  it('is nobody whose callback is held, who is leaving or gone', () => {
    const { model, publication } = published({ c1: ['a'], c2: ['a'], c3: ['a'] });
    model.get('c1').held = true;
    model.get('c2').held = true;
    model.end('c2');
    model.end('c3');
    expect(outstanding(publication, model)).toEqual([]);
    model.get('c1').held = false;
    expect(outstanding(publication, model)).toEqual(['c1']);
  });

  it('is a group until one member has the message', () => {
    const { model, publication } = published({ c1: ['$share/g/a'], c2: ['$share/g/a'] });
    expect(outstanding(publication, model)).toEqual(['the group g a']);
    publication.arrivals.set('c2', 1);
    expect(outstanding(publication, model)).toEqual([]);
  });

  it.each(['held', 'gone'])('is no group that may have chosen a member who is %s', (state) => {
    const { model, publication } = published({ c1: ['$share/g/a'], c2: ['$share/g/a'] });
    if (state === 'held') model.get('c1').held = true;
    else model.end('c1');
    expect(outstanding(publication, model)).toEqual([]);
  });

  it('is each group by itself', () => {
    const { model, publication } = published({ c1: ['$share/g/a'], c2: ['$share/h/a'] });
    publication.arrivals.set('c1', 1);
    expect(outstanding(publication, model)).toEqual(['the group h a']);
  });
});

describe('allowance', () => {
  it('is one for each matching filter and each group', () => {
    const { publication } = published({ c1: ['a', '+', 'b'], c2: ['a', '$share/g/a'], c3: ['b'] });
    expect(['c1', 'c2', 'c3', 'c4'].map((name) => allowance(publication, name))).toEqual([2, 2, 0, 0]);
  });
});

describe('isOverserved', () => {
  const arrivals = (publication: Publication, counts: Record<string, number>) => {
    for (const [name, count] of Object.entries(counts)) publication.arrivals.set(name, count);
    return isOverserved(publication);
  };

  it('is a group of which a second member has the message', () => {
    const { publication } = published({ c1: ['$share/g/a'], c2: ['$share/g/a'] });
    expect(arrivals(publication, { c1: 1 })).toBe(false);
    expect(arrivals(publication, { c2: 1 })).toBe(true);
  });

  it('is not a member of two groups with a copy for each', () => {
    const { publication } = published({ c1: ['$share/g/a', '$share/h/a'], c2: ['$share/g/a'] });
    expect(arrivals(publication, { c1: 2 })).toBe(false);
    expect(arrivals(publication, { c2: 1 })).toBe(true);
  });

  it('is not a member that has a copy for a filter of its own', () => {
    const { publication } = published({ c1: ['$share/g/a'], c2: ['$share/g/a', 'a'] });
    expect(arrivals(publication, { c1: 1, c2: 1 })).toBe(false);
  });

  it('is nobody without a group', () => {
    const { publication } = published({ c1: ['a'] });
    expect(arrivals(publication, { c1: 5 })).toBe(false);
  });
});
