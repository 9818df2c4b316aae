import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReportInBrowser } from '../../../fixtures/report-in-browser.ts';
import { simulationResult } from '../../../fixtures/simulation-result.ts';
import { Measurements } from '../../measure/measurements.ts';
import { renderSimulationPage } from './simulation-page.ts';

describe('a page about simulations in a browser', () => {
  let browser: ReportInBrowser;

  beforeAll(async () => {
    browser = await ReportInBrowser.launch();
  }, 60_000);

  afterAll(() => browser.close());

  it('draws the course of a run, and its latencies', async () => {
    const { page } = browser;
    await browser.open(
      'run.html',
      renderSimulationPage([{ name: 'Simulation', result: simulationResult() }]),
    );
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Simulationfailed');
    const charts = page.getByRole('img');
    const titles = await charts.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    expect(titles).toEqual([
      'Connections',
      'Messages',
      'Latency',
      'Errors',
      'Memory of the target',
      'Descriptors of the target',
      'Event loop of the generator',
      'Latency of all messages',
    ]);
    const latency = page.getByRole('img', { name: 'Latency', exact: true });
    const boxes = await latency.locator('.line:not([d*=h])').evaluateAll(boxesOf);
    expect(boxes.length).toBe(4);
    // p50 rises from 1 ms to 60 ms and p99.9 with it: each fills the chart, and is above the one before.
    for (const { width, height } of boxes) expect([width > 400, height > 80]).toEqual([true, true]);
    expect(boxes[3]?.top).toBeLessThan(boxes[0]?.top ?? 0);
    expect(await latency.locator('title').first().textContent()).toBe(
      '1 s\np50: 1 ms\np90: 1 ms\np99: 1 ms\np99.9: 1 ms',
    );
    const columns = page.getByRole('img', { name: 'Latency of all messages' }).locator('.column');
    expect(await columns.count()).toBeGreaterThan(10);
    const trends = page.getByRole('table').filter({ hasText: 'descriptors of the target' });
    expect(await trends.getByRole('row').count()).toBe(5);
    expect(await trends.getByRole('cell', { name: 'grows', exact: true }).count()).toBe(3);
    const screenshot = join(browser.folder, 'simulation.png');
    await page.screenshot({ path: screenshot, fullPage: true });
    if (process.env.EXPROTO_SCREENSHOT !== undefined)
      copyFileSync(screenshot, process.env.EXPROTO_SCREENSHOT);
    expect(browser.complaints).toEqual([]);
  });

  it('shows several, also one in which nothing was measured, and runs nothing', async () => {
    const empty = {
      timeline: [],
      measurements: new Measurements(),
      reasons: ['<img src=x onerror=alert(1)>'],
    };
    await browser.open(
      'several.html',
      renderSimulationPage([
        { name: 'a<script>alert(1)</script>.json', result: simulationResult() },
        { name: 'b.json', result: simulationResult(empty) },
      ]),
    );
    expect(await browser.page.getByRole('heading', { level: 1 }).count()).toBe(2);
    expect(await browser.page.locator('img, script').count()).toBe(0);
    expect(browser.complaints).toEqual([]);
  });
});

/** Runs in the page. */
function boxesOf(
  lines: readonly { getBoundingClientRect(): { width: number; height: number; top: number } }[],
) {
  return lines.map((line) => {
    const { width, height, top } = line.getBoundingClientRect();
    return { width, height, top };
  });
}
