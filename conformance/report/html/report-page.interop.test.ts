import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failedReport } from '../../../fixtures/failed-report.ts';
import { certify } from '../../gateway/certify.ts';
import { toJson } from '../json.ts';
import { renderJunit } from '../junit.ts';
import { renderHtml } from './report-page.ts';

const sabotaged = fileURLToPath(new URL('../../../dist/fixtures/sabotaged-gateways/run.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'exproto-report-'));

/** Chromium asks for nothing of its own. */
const args =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** A report of a gateway that breaks a rule, as it is published in the documentation. */
async function reportOfSabotaged() {
  const certification = await certify({
    target: { own: true, command: [process.execPath, sabotaged, 'bytes-doubled'], patience: 2_500 },
    transports: ['tcp', 'udp'],
    seed: 7,
    generated: 10,
  });
  return toJson(certification);
}

describe('a report in a browser', () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  const open = async (name: string, html: string) => {
    writeFileSync(join(folder, name), html);
    await page.goto(pathToFileURL(join(folder, name)).href);
  };

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: args.split(' ') });
    page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) complaints.push(`asks for ${request.url()}`);
    });
  }, 60_000);

  afterAll(() => browser.close());

  it('leads from the matrix to the diagram of a failure', { timeout: 60_000 }, async () => {
    await open('sabotaged.html', renderHtml([await reportOfSabotaged()]));
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
    await page.screenshot({ path: join(folder, 'report.png') });
    if (process.env.EXPROTO_SCREENSHOT !== undefined)
      copyFileSync(join(folder, 'report.png'), process.env.EXPROTO_SCREENSHOT);
    expect(complaints).toEqual([]);
  });

  it('filters the rules by verdict, chapter and words', async () => {
    const shown = () =>
      page
        .locator('tr[data-rule]:visible')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-rule')));
    await open('report.html', renderHtml([failedReport()]));
    expect(await page.locator('output').textContent()).toBe('4 of 4 rules');
    for (const verdict of ['passed', 'not applicable', 'known failure'])
      await page.getByRole('checkbox', { name: verdict }).uncheck();
    expect(await shown()).toEqual(['EXP-BYTE-001', 'EXP-BYTE-002']);
    await page.getByRole('searchbox').fill('byte-002');
    expect(await shown()).toEqual(['EXP-BYTE-002']);
    await page.getByRole('searchbox').fill('');
    await page.getByRole('combobox', { name: 'chapter' }).selectOption('life of a connection');
    expect(await shown()).toEqual([]);
    expect(await page.locator('output').textContent()).toBe('0 of 4 rules');
  });

  it('runs nothing that a device has sent', async () => {
    await open('hostile.html', renderHtml([failedReport('<img src=x onerror=alert(1)>')]));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(
      '<img src=x onerror=alert(1)>',
    );
    expect(complaints).toEqual([]);
  });

  it('is well-formed XML for build servers', async () => {
    const parse = (xml: string) => {
      const document = new (
        globalThis as unknown as {
          DOMParser: new () => {
            parseFromString(
              text: string,
              type: string,
            ): { querySelector(name: string): { textContent: string } | null };
          };
        }
      ).DOMParser().parseFromString(xml, 'application/xml');
      return document.querySelector('parsererror')?.textContent ?? 'well-formed';
    };
    expect(await page.evaluate(parse, renderJunit(failedReport()))).toBe('well-formed');
  });
});
