import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failedReport } from '../../../fixtures/failed-report.ts';
import { ReportInBrowser } from '../../../fixtures/report-in-browser.ts';
import { certify } from '../../gateway/certify.ts';
import { toJson } from '../json.ts';
import { renderJunit } from '../junit.ts';
import { type Report, reportSchema } from '../report-schema.ts';
import { renderHtml } from './report-page.ts';

const sabotaged = fileURLToPath(new URL('../../../dist/fixtures/sabotaged-gateways/run.js', import.meta.url));

/** A report of a gateway that breaks a rule, as it is published in the documentation. */
async function reportOfSabotaged(): Promise<Report> {
  const certification = await certify({
    target: { own: true, command: [process.execPath, sabotaged, 'bytes-doubled'], patience: 2_500 },
    transports: ['tcp', 'udp'],
    seed: 7,
    generated: 10,
  });
  return toJson(certification);
}

describe('a report in a browser', () => {
  let browser: ReportInBrowser;
  let report: Report;

  beforeAll(async () => {
    browser = await ReportInBrowser.launch();
    report = await reportOfSabotaged();
  }, 90_000);

  afterAll(() => browser.close());

  it('has nothing of a run with failures that the published schema does not have', () => {
    expect(report.rules.some(({ failure }) => failure !== undefined)).toBe(true);
    const written = JSON.parse(JSON.stringify(report));
    // The schema leaves out what it does not know.
    expect(reportSchema.parse(written)).toStrictEqual(written);
  });

  it('leads from the matrix to the diagram of a failure', { timeout: 60_000 }, async () => {
    const { page } = browser;
    await browser.open('sabotaged.html', renderHtml([report]));
    const failure = page.locator('[id="EXP-BYTE-003-tcp-1"]');
    expect(await failure.getAttribute('open')).toBeNull();
    await page.getByRole('link', { name: 'failed: EXP-BYTE-003, tcp' }).click();
    await failure.locator('svg').waitFor({ state: 'visible' });
    const diagram = await failure.locator('svg').first().textContent();
    for (const text of [
      'device',
      'gateway',
      'handler',
      '1. c1 connects',
      'OnSocketCreated(c1)',
      'EXP-BYTE-003: expected',
    ])
      expect(diagram).toContain(text);
    const screenshot = join(browser.folder, 'report.png');
    await page.screenshot({ path: screenshot });
    if (process.env.EXPROTO_SCREENSHOT !== undefined)
      copyFileSync(screenshot, process.env.EXPROTO_SCREENSHOT);
    expect(browser.complaints).toEqual([]);
  });

  it('filters the rules by verdict, chapter and words', async () => {
    const { page } = browser;
    await browser.open('report.html', renderHtml([failedReport()]));
    expect(await page.locator('output').textContent()).toBe('4 of 4 rules');
    for (const verdict of ['passed', 'not applicable', 'known failure'])
      await page.getByRole('checkbox', { name: verdict }).uncheck();
    expect(await browser.shownRules()).toEqual(['EXP-BYTE-001', 'EXP-BYTE-002']);
    await page.getByRole('searchbox').fill('byte-002');
    expect(await browser.shownRules()).toEqual(['EXP-BYTE-002']);
    await page.getByRole('searchbox').fill('');
    await page.getByRole('combobox', { name: 'chapter' }).selectOption('life of a connection');
    expect(await browser.shownRules()).toEqual([]);
    expect(await page.locator('output').textContent()).toBe('0 of 4 rules');
  });

  it('runs nothing that a device has sent', async () => {
    await browser.open('hostile.html', renderHtml([failedReport('<img src=x onerror=alert(1)>')]));
    expect(await browser.page.getByRole('heading', { level: 1 }).textContent()).toContain(
      '<img src=x onerror=alert(1)>',
    );
    expect(browser.complaints).toEqual([]);
  });

  it('is well-formed XML for build servers', async () => {
    expect(await browser.parseXml(renderJunit(failedReport()))).toBe('well-formed');
  });
});
