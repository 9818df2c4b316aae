import { describe, expect, it } from 'vitest';
import { RecordingLog } from '../../fixtures/recording-log.ts';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';
import { Alarms } from '../clock/alarms.ts';
import type { RefusalReason } from '../limits/counters.ts';
import { PeriodicWarning } from './periodic-warning.ts';

const wording = { noun: 'connection', verb: 'refused', remedies: { file_descriptors: 'raise the limit' } };

function open() {
  const clock = new VirtualClock();
  const log = new RecordingLog();
  const report = new PeriodicWarning<RefusalReason>('tcp.meters', wording, {
    clock,
    alarms: new Alarms(clock),
    log,
  });
  return { clock, log, report };
}

describe('a warning of what is refused', () => {
  it('tells of the first at once, and of the others after 10 s', () => {
    const { clock, log, report } = open();
    for (let count = 0; count < 5; count += 1) report.add('max_connections');
    expect(log.of('warn')).toEqual(['1 connection refused: max_connections']);
    clock.pass(9_999);
    expect(log.of('warn')).toHaveLength(1);
    clock.pass(26);
    expect(log.of('warn')).toEqual([
      '1 connection refused: max_connections',
      '4 connections refused: max_connections',
    ]);
  });

  it('names every reason, with its count among the facts', () => {
    const { clock, log, report } = open();
    for (const reason of ['access_denied', 'access_denied', 'max_conn_rate', 'access_denied'] as const) {
      report.add(reason);
    }
    clock.pass(10_025);
    expect(log.lines.at(-1)).toEqual({
      level: 'warn',
      facts: { listener: 'tcp.meters', refused: { access_denied: 2, max_conn_rate: 1 } },
      message: '3 connections refused: access_denied, max_conn_rate',
    });
  });

  it('says what can be done, where the reason does not tell', () => {
    const { log, report } = open();
    report.add('file_descriptors');
    expect(log.of('warn')).toEqual(['1 connection refused: file_descriptors (raise the limit)']);
  });

  it('is silent, and without an alarm, when nothing more is refused', () => {
    const { clock, log, report } = open();
    report.add('access_denied');
    clock.pass(60_000);
    expect(log.lines).toHaveLength(1);
    expect(clock.pending).toBe(0);
    report.add('access_denied');
    expect(log.lines).toHaveLength(2);
  });

  it('has a line every 10 s at most, however many are refused', () => {
    const { clock, log, report } = open();
    for (let time = 0; time < 60_000; time += 100) {
      report.add('max_conn_rate');
      clock.pass(100);
    }
    expect(log.lines.length).toBeLessThanOrEqual(7);
    const told = log.of('warn').map((message) => Number.parseInt(message, 10));
    expect(told.reduce((sum, count) => sum + count)).toBeGreaterThan(490);
  });

  it('tells what is left when the listener stops', () => {
    const { clock, log, report } = open();
    for (let count = 0; count < 3; count += 1) report.add('max_connections');
    report.stop();
    report.stop();
    expect(log.of('warn').at(-1)).toBe('2 connections refused: max_connections');
    clock.pass(60_000);
    expect(log.lines).toHaveLength(2);
  });
});
