import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReportInBrowser } from '../../../fixtures/report-in-browser.ts';
import { allHandlerSabotages } from '../../../fixtures/sabotaged-handlers/all-handler-sabotages.ts';
import { lineSamples } from '../../../fixtures/sabotaged-handlers/line-handler.ts';
import { renderHtml } from '../../report/html/report-page.ts';
import { renderJunit } from '../../report/junit.ts';
import { verifyHandler } from '../verify.ts';
import { type HandlerReport, handlerReportSchema } from './handler-report-schema.ts';
import { verificationToJson } from './verification-json.ts';

/** A report of a handler that is sabotaged. */
async function reportOf(name: string): Promise<HandlerReport> {
  const sabotage = allHandlerSabotages.find((each) => each.name === name);
  if (sabotage === undefined) throw new Error(`there is no handler ${name}`);
  const verification = await verifyHandler({
    handler: sabotage.make,
    samples: lineSamples,
    seed: 1,
    path: sabotage.kind,
    command: 'exproto verify --handler 127.0.0.1:9001',
  });
  return verificationToJson(verification);
}

describe('the report of a verification in a browser', () => {
  let browser: ReportInBrowser;
  let report: HandlerReport;

  beforeAll(async () => {
    browser = await ReportInBrowser.launch();
    report = await reportOf('publishes-before');
  }, 60_000);

  afterAll(() => browser.close());

  it('has nothing of a run with failures that the published schema does not have', () => {
    expect(report.rules.some(({ failure }) => failure !== undefined)).toBe(true);
    const written = JSON.parse(JSON.stringify(report));
    // The schema leaves out what it does not know.
    expect(handlerReportSchema.parse(written)).toStrictEqual(written);
  });

  it('leads from the rule to the conversation that breaks it, in lanes', async () => {
    const { page } = browser;
    await browser.open('handler.html', renderHtml([report]));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('failed');
    await page.getByRole('link', { name: 'failed: EXH-CALL-004, handler' }).click();
    const failure = page.locator('[id="EXH-CALL-004-handler-1"]');
    await failure.locator('svg').waitFor({ state: 'visible' });
    expect(await failure.locator('summary').textContent()).toContain('Nothing is published or subscribed');
    expect(await failure.locator('.replay').textContent()).toMatch(
      /^exproto verify --handler 127\.0\.0\.1:9001 --seed -?\d+ --path /,
    );
    const diagram = await failure.locator('svg').first();
    expect(await diagram.locator('.lane').allTextContents()).toEqual(['device', 'gateway', 'handler']);
    const text = await diagram.textContent();
    expect(text).toMatch(/device 0: \d+ B/);
    expect(text).toContain('OnReceivedBytes of device 0');
    expect(text).toContain('Publish to "reports/');
    expect(text).toContain('EXH-CALL-004: expected');
    expect(browser.complaints).toEqual([]);
  });

  it('shows bytes in hex and as text', async () => {
    await browser.open('handler.html', renderHtml([report]));
    const [bytes = ''] = await browser.page.locator('svg .bytes').allTextContents();
    expect(bytes).toMatch(/[0-9a-f]{2} [0-9a-f]{2}.* {2}\S/);
  });

  it('filters the rules by chapter', async () => {
    await browser.open('handler.html', renderHtml([report]));
    await browser.page.getByRole('combobox', { name: 'chapter' }).selectOption('calls of the adapter');
    const shown = await browser.shownRules();
    expect(shown).toContain('EXH-CALL-004');
    expect(shown.every((id) => id?.startsWith('EXH-CALL-'))).toBe(true);
  });

  it('is well-formed XML for build servers', async () => {
    const xml = renderJunit(report);
    expect(await browser.parseXml(xml)).toBe('well-formed');
    expect(xml).toContain('classname="exproto.handler" name="EXH-CALL-004 MUST');
  });
});
