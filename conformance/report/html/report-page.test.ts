import { describe, expect, it } from 'vitest';
import { failedReport } from '../../../fixtures/failed-report.ts';
import { renderHtml } from './report-page.ts';

describe('renderHtml', () => {
  const page = renderHtml([failedReport()]);

  it('lets nothing that a device has sent act', () => {
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;\u{fffd}');
    expect(page.match(/<script>/g)).toHaveLength(1);
  });

  it('allows its own style and script, and asks for nothing', () => {
    expect(page).toMatch(/default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'/);
    expect(page).not.toMatch(/\b(?:src|href)="(?!#)/);
  });

  it('shows how each rule was broken, beside its words', () => {
    expect(page.match(/<details id="EXP-BYTE-00\d-tcp-1"/g)).toHaveLength(3);
    expect(page).toContain(
      'exproto certify --target gateway.yaml --transport tcp --seed 7 --path scenario:bytes',
    );
    expect(page).toContain('The same scenario held at replay 2');
    expect(page).toContain('see issue 1');
  });

  it('draws what must have gone to the broker', () => {
    expect(page).toMatch(/<g class="message inferred">.*?publish<\/text>/);
    expect(page).toContain('>broker</text>');
  });

  it('shows bytes in hex and as text', () => {
    expect(page).toContain('3c 41 ff  &lt;A·');
  });

  it('has a column for each transport of each report', () => {
    const columns = renderHtml([failedReport(), failedReport('another')]).match(
      /<th scope="col" class="axis">[^<]+/g,
    );
    expect(columns?.map((column) => column.replace(/.*>/, ''))).toEqual([
      '1: tcp',
      '1: udp',
      '2: tcp',
      '2: udp',
    ]);
  });
});
