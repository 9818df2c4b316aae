import { describe, expect, it } from 'vitest';
import { Measurements } from './measurements.ts';
import { isMissedForGood, judgeThreshold, parseThreshold } from './thresholds.ts';

function measured(): Measurements {
  const measurements = new Measurements();
  for (let milliseconds = 1; milliseconds <= 100; milliseconds++) measurements.time('latency', milliseconds);
  measurements.time('connect', 7);
  measurements.count('attempts', 10);
  measurements.count('sent', 1_000);
  measurements.count('lost', 5);
  measurements.fail('connect ECONNREFUSED', 3);
  return measurements;
}

describe('a threshold', () => {
  it.each([
    ['p99<50ms', false, '99.007ms'],
    ['p99 < 0.1s', true, '99.007ms'],
    ['latency.p50<=50.1ms', true, '50.015ms'],
    ['connect.max<7000us', false, '7ms'],
    ['p37.5>=30ms', true, '38.015ms'],
    ['mean<51ms', true, '50.5ms'],
    ['lost<=0.5%', true, '0.5%'],
    ['lost<5', false, '5'],
    ['sent>=1000', true, '1000'],
    ['errors<1%', true, '0.297%'],
    ['errors<3', false, '3'],
    ['sent>=500/s', true, '500/s'],
    ['sent>30001/m', false, '30000/m'],
    ['errors<2/s', true, '1.5/s'],
    ['login.p99<1s', false, 'nothing was measured'],
    ['garbage<1%', false, 'nothing was measured'],
  ])('%s', (text, met, actual) => {
    const outcome = judgeThreshold(parseThreshold(text), measured(), 2_000);
    expect(outcome).toEqual({ text, met, actual });
  });

  it.each([
    ['lots<5', /no metric lots: did you mean lost\?/],
    ['conect.p99<5ms', /did you mean connect.p99\?/],
    ['xyzzyplugh<5', /there are .*p99.*lost.*connect.p99/],
    ['p99<50', /p99 is a time and needs its unit/],
    ['p99<5%', /p99 is a time and needs its unit/],
    ['p99<5/s', /p99 is a time and needs its unit/],
    ['lost<5ms', /lost is a number without ms/],
    ['sent<5%', /sent is a number without %/],
    ['p101<5ms', /no metric p101/],
    ['p99', /write it such as p99<50ms/],
    ['p99=50ms', /write it such as/],
  ])('is not %s', (text, message) => {
    expect(() => parseThreshold(text)).toThrow(message);
    expect(() => parseThreshold(text)).toThrow(expect.objectContaining({ code: 'THRESHOLD_INVALID' }));
  });

  it('ends a run early where it can not be met any more', () => {
    const missed = (text: string) => isMissedForGood(parseThreshold(text), measured());
    const texts = ['p99<50ms', 'p99<1s', 'sent>5000', 'login.p99<1s', 'errors<1/s'];
    expect(texts.map(missed)).toEqual([true, false, false, false, false]);
  });
});
