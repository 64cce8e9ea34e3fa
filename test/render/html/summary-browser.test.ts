import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { summaryHtml } from '../../../src/render/html/summary-page.ts';
import type { SummaryReport } from '../../../src/summary/summary-report.ts';
import { temporaryFolder } from '../../cli/program.ts';
import {
  accessibilityFaults,
  describeInChromium,
  type OpenReport,
  openReport,
  screenshotFile,
} from './chromium.ts';
import { hostileSummary, largestSummary, sampleSummary } from './sample-summary.ts';

describeInChromium('the HTML summary in Chromium', (browser) => {
  async function open(
    report: SummaryReport,
    options: Parameters<typeof openReport>[2] = {},
  ): Promise<OpenReport> {
    const file = path.join(temporaryFolder(), 'night.html');
    writeFileSync(file, summaryHtml(report, builtInCatalogue()));
    return openReport(browser(), file, options);
  }

  const names = (page: Page): Promise<string[]> =>
    page.locator('.codes tbody:visible .name').allTextContents();

  it('shows the totals, the news, the charts and the codes, without a complaint', async () => {
    const report = sampleSummary();
    const { page, complaints } = await open(report);
    expect(await page.locator('[data-totals]').innerText()).toContain('66,289,349');
    expect(await page.locator('[data-totals]').innerText()).toContain('10.3 GB in 9 inputs');
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'What is news',
      'Errors over time',
      'When each code came',
      'Codes',
      'Inputs',
    ]);
    const news = page.getByRole('table', { name: 'Codes that are news' });
    expect(await news.getByRole('row').count()).toBe(6);
    expect(await news.innerText()).toMatch(/surge\s+ERR_ENDPOINT/);
    expect(await page.getByRole('img', { name: /^Errors over time by group/ }).isVisible()).toBe(true);
    const heat = page.locator('[data-heat]');
    expect(await heat.getByRole('columnheader').count()).toBe(8);
    expect(await page.locator('.codes tbody').count()).toBe(14);
    await page.screenshot({ path: screenshotFile('summary-light.png'), fullPage: true });
    expect(complaints).toEqual([]);
  });

  it('sorts by a click and by the keyboard, and says how', async () => {
    const { page, complaints } = await open(sampleSummary());
    const before = await names(page);
    const table = page.locator('.codes');
    const code = table.getByRole('columnheader', { name: 'Code' });
    await code.getByRole('button').click();
    expect(await code.getAttribute('aria-sort')).toBe('ascending');
    expect(await names(page)).toEqual([...before].sort());
    const lines = table.getByRole('columnheader', { name: 'Lines' });
    await lines.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await lines.getAttribute('aria-sort')).toBe('descending');
    expect(await code.getAttribute('aria-sort')).toBeNull();
    const byLines = await names(page);
    expect(byLines[0]).toBe('ERR_ENDPOINT');
    expect([...byLines].sort()).toEqual([...before].sort());
    await page.keyboard.press('Space');
    expect(await lines.getAttribute('aria-sort')).toBe('ascending');
    expect(await names(page)).toEqual([...byLines].reverse());
    expect(complaints).toEqual([]);
  });

  it('filters by text, by component and by what is news, and says how many are left', async () => {
    const { page, complaints } = await open(sampleSummary());
    const count = page.getByRole('status');
    const search = page.getByRole('searchbox', { name: 'Filter' });
    await search.fill('handle SELECTION');
    expect(await names(page)).toEqual(['NO_AVAILABLE_HANDLE']);
    expect(await count.innerText()).toBe('1 of 14 codes');
    await search.fill('<nothing>');
    expect(await page.getByText('No code matches the filter.').isVisible()).toBe(true);
    await search.fill('');
    await page.getByLabel('Component').selectOption('TransferEngine');
    expect(await names(page)).toEqual(['ERR_ENDPOINT', 'ERR_METADATA', 'ERR_DNS']);
    await page.getByLabel('only news').check();
    expect(await names(page)).toEqual(['ERR_ENDPOINT']);
    expect(complaints).toEqual([]);
  });

  it('unfolds a code by its name, by the keyboard and from a link', async () => {
    const { page, complaints } = await open(sampleSummary());
    const name = page.getByRole('button', { name: 'NO_AVAILABLE_HANDLE' });
    const cause = page.getByText('No client contributes memory, or those that did');
    expect(await cause.isVisible()).toBe(false);
    await name.focus();
    await page.keyboard.press('Enter');
    expect(await name.getAttribute('aria-expanded')).toBe('true');
    expect(await cause.isVisible()).toBe(true);
    await name.click();
    expect(await cause.isVisible()).toBe(false);
    await page.getByRole('table', { name: 'Codes that are news' }).getByText('NO_AVAILABLE_HANDLE').click();
    await cause.waitFor({ state: 'visible' });
    await page.getByRole('button', { name: 'Unfold all' }).click();
    expect(await page.locator('.codes .detail:visible').count()).toBe(14);
    expect(complaints).toEqual([]);
  });

  it('switches groups of the chart off and reads a column out, with the keyboard alone', async () => {
    const { page, complaints } = await open(sampleSummary());
    const group = page.getByRole('button', { name: 'TransferEngine / Other' });
    const drawn = page.locator('[data-counts]').first();
    const path = await drawn.getAttribute('d');
    const scale = await page.locator('[data-share="1"]').textContent();
    await group.focus();
    await page.keyboard.press('Space');
    expect(await group.getAttribute('aria-pressed')).toBe('false');
    expect(await drawn.getAttribute('d')).toBe('');
    expect(await page.locator('[data-share="1"]').textContent()).not.toBe(scale);
    await page.keyboard.press('Space');
    expect(await drawn.getAttribute('d')).toBe(path);
    expect(await page.locator('[data-share="1"]').textContent()).toBe(scale);
    await page.getByRole('group', { name: /^Chart/ }).focus();
    await page.keyboard.press('Home');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
    expect(await page.locator('[data-readout]').innerText()).toMatch(/^07-30 22:20\s+\d+ lines/);
    expect(complaints).toEqual([]);
  });

  it('is dark where the system is, and as the reader chooses', async () => {
    const { page, complaints } = await open(sampleSummary(), { colorScheme: 'dark' });
    const ground = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(await ground()).toBe('rgb(20, 23, 27)');
    await page.screenshot({ path: screenshotFile('summary-dark.png'), fullPage: true });
    await page.getByRole('button', { name: 'Light theme' }).click();
    expect(await ground()).toBe('rgb(250, 250, 248)');
    await page.getByRole('button', { name: 'Dark theme' }).click();
    expect(await ground()).toBe('rgb(20, 23, 27)');
    expect(complaints).toEqual([]);
  });

  for (const [kind, report] of [
    ['an ordinary night', sampleSummary],
    ['hostile text', hostileSummary],
  ] as const) {
    it(`fits a phone with ${kind}, even with all unfolded`, async () => {
      const { page, complaints } = await open(report(), { viewport: { width: 360, height: 780 } });
      await page.getByRole('button', { name: 'Unfold all' }).click();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      const cut: string[] = await page.evaluate(
        `[...document.querySelectorAll('.detail *, .codes .row *')]
             .filter((one) => one.getBoundingClientRect().right > 360 && one.closest('.unseen') === null)
             .map((one) => one.outerHTML.slice(0, 80))`,
      );
      expect(cut).toEqual([]);
      if (report === sampleSummary) {
        await page.getByRole('button', { name: 'Fold all' }).click();
        await page.screenshot({ path: screenshotFile('summary-phone.png'), fullPage: true });
      }
      expect(complaints).toEqual([]);
    });
  }

  it('prints light, with everything unfolded and without controls', async () => {
    const { page, complaints } = await open(sampleSummary(), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await page.locator('.codes .detail:visible').count()).toBe(14);
    expect(await page.locator('[data-filter]').isVisible()).toBe(false);
    expect(await page.locator('[data-theme-switch]').isVisible()).toBe(false);
    await page.pdf({ path: screenshotFile('summary-print.pdf'), format: 'A4' });
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    await page.emulateMedia({ media: 'screen' });
    expect(await page.locator('.codes .detail:visible').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
  ] as const)(
    'has no fault of accessibility that axe finds: %s, %i pixels wide',
    async (colorScheme, width) => {
      const file = path.join(temporaryFolder(), 'night.html');
      writeFileSync(file, summaryHtml(sampleSummary(), builtInCatalogue()));
      const options = { colorScheme, viewport: { width, height: 800 } };
      expect(await accessibilityFaults(browser(), file, options)).toEqual([]);
    },
  );

  it('is readable without its script', async () => {
    const { page, complaints } = await open(sampleSummary(), { javaScriptEnabled: false });
    expect(await page.locator('.codes tbody .row:visible').count()).toBe(14);
    await page.getByText('NO_AVAILABLE_HANDLE: causes, what to check, where').click();
    expect(await page.getByText('No client contributes memory, or those that did').isVisible()).toBe(true);
    expect(await page.locator('button:visible, input:visible, select:visible').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('runs nothing that a log holds, and neither hides nor reorders it', async () => {
    const { page, complaints } = await open(hostileSummary());
    await page.getByRole('button', { name: 'Unfold all' }).click();
    expect(await page.evaluate('window.harmed')).toBeUndefined();
    const sample = await page.locator('.sample pre').first().innerText();
    expect(sample).toContain('<script>window.harmed = 1</script>');
    expect(sample).toContain('\\u{202E}');
    await page.screenshot({ path: screenshotFile('summary-hostile.png'), fullPage: true });
    expect(complaints).toEqual([]);
  });

  it('refuses a script that someone put into the file later', async () => {
    const file = path.join(temporaryFolder(), 'night.html');
    const text = summaryHtml(sampleSummary(), builtInCatalogue());
    writeFileSync(file, text.replace('</main>', '<script>window.harmed = 1</script></main>'));
    const { page, complaints } = await openReport(browser(), file);
    expect(await page.evaluate('window.harmed')).toBeUndefined();
    expect(complaints.join()).toContain('Content Security Policy');
  });

  it('opens the largest summary there can be', async () => {
    const { page, complaints } = await open(largestSummary(), { viewport: { width: 360, height: 780 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(complaints).toEqual([]);
  });
});
