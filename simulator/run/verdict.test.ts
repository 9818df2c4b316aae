import { describe, expect, it } from 'vitest';
import { Measurements } from '../measure/measurements.ts';
import { parseThreshold } from '../measure/thresholds.ts';
import type { Trend } from '../measure/trends.ts';
import { checkResources } from './check-resources.ts';
import { judgeSoak } from './judge-soak.ts';
import { judge } from './verdict.ts';

const idle = { eventLoopDelay: 1, cpu: 0.1, descriptors: 20, residentSize: 1 };

function measured(change: (measurements: Measurements) => void = () => undefined): Measurements {
  const measurements = new Measurements();
  measurements.count('connected', 10);
  measurements.count('sent', 1_000);
  measurements.time('latency', 20);
  change(measurements);
  return measurements;
}

function verdict(measurements: Measurements, expected: string[] = [], worker = idle) {
  return judge(measurements, expected.map(parseThreshold), [idle, worker], 50, 1_000);
}

const still: Trend = { name: 'memory', unit: 'bytes', slope: 0, low: -1, high: 1, grows: false };
const leak: Trend = { ...still, slope: 3 * 2 ** 20, low: 2 ** 20, high: 5 * 2 ** 20, grows: true };

describe('the verdict of a soak', () => {
  const passed = verdict(measured());
  const missed = verdict(measured(), ['p99<5ms']);

  it('fails for what grows, beside what was missed', () => {
    const grew = 'memory of the target 3 MB/h (1 to 5) grew';
    expect(judgeSoak(passed, [still, leak], [])).toMatchObject({ verdict: 'failed', reasons: [grew] });
    expect(judgeSoak(missed, [leak], []).reasons).toEqual(['p99<5ms was missed: 20ms', grew]);
    expect(judgeSoak(passed, [still], [])).toEqual(passed);
  });

  it('shows nothing where it was too short, unless a threshold was missed', () => {
    const { verdict: said, reasons } = judgeSoak(passed, [], []);
    expect([said, reasons]).toEqual(['inconclusive', [expect.stringContaining('run for longer')]]);
    expect(judgeSoak(missed, [], [])).toEqual(missed);
  });

  it('is inconclusive where the generator was the bottleneck, whatever grew', () => {
    const late = verdict(measured((measurements) => measurements.count('late', 900)));
    expect(judgeSoak(late, [leak], [])).toEqual(late);
  });
});

describe('the verdict', () => {
  it('is passed where all thresholds are met', () => {
    expect(verdict(measured(), ['p99<50ms', 'lost<1%'])).toMatchObject({ verdict: 'passed', reasons: [] });
  });

  it('is failed where one is missed, and names it', () => {
    const { verdict: said, reasons } = verdict(measured(), ['lost<1%', 'p99<5ms']);
    expect([said, reasons]).toEqual(['failed', ['p99<5ms was missed: 20ms']]);
  });

  it('is failed where no device could connect', () => {
    expect(verdict(new Measurements()).reasons).toEqual(['no device could connect']);
  });

  it('is failed where no reply came at all', () => {
    const silent = measured((measurements) => measurements.count('lost', 7));
    expect(verdict(silent).reasons).toEqual([expect.stringMatching(/^no message had its reply, 7 are lost/)]);
    silent.count('received', 1);
    expect(verdict(silent).reasons).toEqual([]);
    const closing = measured((measurements) => measurements.count('disconnected', 10));
    expect(verdict(closing).reasons).toEqual([
      expect.stringMatching(/^no device could stay, 10 connections/),
    ]);
    closing.count('connected');
    expect(verdict(closing).reasons).toEqual([]);
  });

  it.each([
    [
      'sent late',
      (measurements: Measurements) => measurements.count('late', 11),
      idle,
      /11 of 1000 messages/,
    ],
    ['a slow event loop', () => undefined, { ...idle, eventLoopDelay: 80 }, /80ms late at p99/],
    ['ports', (measurements: Measurements) => measurements.fail('connect EADDRNOTAVAIL'), idle, /--source/],
    ['descriptors', (measurements: Measurements) => measurements.fail('connect EMFILE'), idle, /ulimit -n/],
  ])(
    'is inconclusive where the generator was the bottleneck, never the failure of the target: %s',
    (...row) => {
      const [, change, worker, reason] = row;
      const result = verdict(measured(change), ['p99<5ms'], worker);
      expect(result.verdict).toBe('inconclusive');
      expect(result.reasons).toEqual([expect.stringMatching(reason)]);
      expect(result.thresholds).toEqual([{ text: 'p99<5ms', met: false, actual: '20ms' }]);
    },
  );

  it('takes a hundredth of late messages', () => {
    expect(verdict(measured((measurements) => measurements.count('late', 10))).verdict).toBe('passed');
  });
});

describe('resources', () => {
  const limits = { descriptors: 1_024, ports: 28_000 };

  it('are enough', () => {
    expect(() => checkResources({ devices: 960 }, 1, [], limits)).not.toThrow();
    expect(() => checkResources({ devices: 50_000 }, 100, ['127.0.0.1', '127.0.0.2'], limits)).not.toThrow();
  });

  it('are short of descriptors', () => {
    const check = () => checkResources({ devices: 2_000 }, 1, [], limits);
    expect(check).toThrow(
      /in one process need 2064 file descriptors, and 1024 are allowed: run `ulimit -n 2064`.*--workers 3/,
    );
    expect(() => checkResources({ devices: 2_000 }, 3, [], limits)).not.toThrow();
  });

  it('are short of ports', () => {
    const check = () => checkResources({ devices: 60_000 }, 100, ['127.0.0.1'], limits);
    expect(check).toThrow(/--source 127.0.0.1-127.0.0.3/);
    expect(check).toThrow(expect.objectContaining({ code: 'PORTS_EXHAUSTED' }));
  });
});
