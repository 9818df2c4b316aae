import { describe, expect, it } from 'vitest';
import { Measurements } from '../measure/measurements.ts';
import { grew } from '../run/judge-soak.ts';
import type { SimulationResult } from '../run/simulate.ts';
import { renderJunit } from './render-junit.ts';

const result: SimulationResult = {
  verdict: 'failed',
  reasons: ['p99<5ms was missed: 20ms'],
  thresholds: [
    { text: 'p99<5ms', met: false, actual: '20ms' },
    { text: 'lost<=0', met: true, actual: '0' },
  ],
  target: { transport: 'tcp', host: '127.0.0.1', port: 1 },
  seed: 7,
  devices: 3,
  shard: { index: 0, count: 1 },
  lateAfter: 50,
  duration: 1_500,
  sendingTime: 1_500,
  stopped: false,
  measurements: new Measurements(),
  timeline: [],
  soak: false,
  trends: [],
  workers: [],
};

describe('the report of a simulation for build servers', () => {
  it('has a test for each threshold', () => {
    const xml = renderJunit(result);
    expect(xml).toContain(
      'name="3 devices on tcp" tests="3" failures="1" errors="0" skipped="0" time="1.500"',
    );
    expect(xml).toContain('name="the devices ran"/>');
    expect(xml).toContain('name="p99&lt;5ms"><failure message="p99&lt;5ms was missed: 20ms"/></testcase>');
    expect(xml).toContain('name="lost&lt;=0"/>');
  });

  it('has a test for each trend of a soak', () => {
    const trend = { name: 'memory', unit: 'bytes', low: 1, high: 2, slope: 2 ** 20, grows: true } as const;
    const reasons = [grew(trend)];
    const xml = renderJunit({ ...result, thresholds: [], reasons, soak: true, trends: [trend] });
    expect(xml).toContain('tests="2" failures="1"');
    expect(xml).toContain('name="memory does not grow"><failure message="memory of the target 1 MB/h');
  });

  it('fails where no device could connect', () => {
    const xml = renderJunit({ ...result, thresholds: [], reasons: ['no device could connect'] });
    expect(xml).toContain('name="the devices ran"><failure message="no device could connect"/>');
  });

  it('says nothing of thresholds where the generator was the bottleneck', () => {
    const xml = renderJunit({ ...result, verdict: 'inconclusive', reasons: ['too "slow"'] });
    expect(xml).toContain('failures="0" errors="0" skipped="3"');
    expect(xml).toContain('<skipped message="inconclusive: too &quot;slow&quot;"/>');
  });
});
