import { describe, expect, it } from 'vitest';
import { failedReport, withVerdict } from '../../fixtures/failed-report.ts';
import { compareReports } from './compare.ts';

describe('compareReports', () => {
  it('finds nothing between a report and itself', () => {
    const { text, worse, better } = compareReports([failedReport(), failedReport()]);
    expect({ worse, better }).toEqual({ worse: 0, better: 0 });
    expect(text).toContain('no rule differs');
  });

  it('names what is worse and what is better than in the first', () => {
    const later = withVerdict(
      withVerdict(failedReport('b'), 'EXP-CONN-001', 'flaky'),
      'EXP-BYTE-001',
      'passed',
    );
    const { text, worse, better } = compareReports([failedReport(), later]);
    expect({ worse, better }).toEqual({ worse: 1, better: 1 });
    expect(text).toBe(`1: a gateway, failed, seed 7
2: b, failed, seed 7

                      1              2
✗ EXP-CONN-001  tcp   passed         flaky           words of EXP-CONN-001
✓ EXP-BYTE-001  tcp   failed         passed          words of EXP-BYTE-001

1 worse, 1 better than in the first (a gateway)
`);
  });

  it.each([
    ['EXP-CONN-001', 'inconclusive', { worse: 0, better: 0 }],
    ['EXP-BYTE-003', 'fixed', { worse: 0, better: 1 }],
    ['EXP-BYTE-003', 'failed', { worse: 1, better: 0 }],
  ] as const)('weighs %s when it is %s', (id, verdict, expected) => {
    const { text: _, ...counts } = compareReports([failedReport(), withVerdict(failedReport(), id, verdict)]);
    expect(counts).toEqual(expected);
  });
});
