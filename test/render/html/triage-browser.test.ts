import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { triageHtml } from '../../../src/render/html/triage-page.ts';
import type { TriageReport } from '../../../src/triage/report/triage-report.ts';
import { temporaryFolder } from '../../cli/program.ts';
import {
  accessibilityFaults,
  describeInChromium,
  type OpenReport,
  openReport,
  screenshotFile,
} from './chromium.ts';
import { hostileTriage, largestTriage, sampleTriage } from './sample-triage.ts';

describeInChromium('the HTML triage report in Chromium', (browser) => {
  async function open(
    report: TriageReport,
    options: Parameters<typeof openReport>[2] = {},
  ): Promise<OpenReport> {
    const file = path.join(temporaryFolder(), 'triage.html');
    writeFileSync(file, triageHtml(report));
    return openReport(browser(), file, options);
  }

  it('shows the incidents in order, with cause, places and checks, without a complaint', async () => {
    const { page, complaints } = await open(sampleTriage());
    expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
      '1 The queue pair did not get ready to receive: MTU, GID or reachability',
      '2 The store has no memory left for an object',
    ]);
    const first = page.locator('#incident-1');
    expect(await first.innerText()).toContain('Failed to modify QP to RTR');
    // What followed is unfolded, and folds.
    expect(await first.getByText('A transfer over an endpoint').isVisible()).toBe(true);
    await first.getByText('TRANSFER_FAIL 18,204, RPC_FAIL 2,940').click();
    expect(await first.getByText('A transfer over an endpoint').isVisible()).toBe(false);
    await page.screenshot({ path: screenshotFile('triage-light.png'), fullPage: true });
    expect(complaints).toEqual([]);
  });

  it('shows the lines of a bar at a click and at Enter', async () => {
    const { page, complaints } = await open(sampleTriage());
    const shown = page.locator('[data-shown]');
    await page.getByRole('group', { name: /^Timeline/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await shown.innerText()).toContain('TRANSFER_FAIL on node3, 02:11:05 to 02:25:31, 17,991 lines');
    expect(await shown.innerText()).toContain('Transfer failed for key: llama@tp2@17c09d');
    expect(await shown.innerText()).toContain('retry 1 of 3');
    await page.getByRole('link', { name: /^NO_AVAILABLE_HANDLE on master/ }).click();
    expect(await shown.innerText()).toContain('due to insufficient space');
    await shown.getByRole('link', { name: 'Go to the incident' }).click();
    expect(new URL(page.url()).hash).toBe('#incident-2');
    expect(complaints).toEqual([]);
  });

  it('names its bars, the cause first, wherever they are moved to', async () => {
    const { page, complaints } = await open(sampleTriage());
    const cause = page.locator('[data-name]').first();
    expect(await cause.textContent()).toMatch(/^cause: /);
    const bar = page.locator('[data-bar] rect').first();
    const left = async (shape: typeof bar): Promise<number> => (await shape.boundingBox())!.x;
    expect(Math.abs((await left(cause)) - (await left(bar)))).toBeLessThan(4);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByRole('button', { name: 'Earlier' }).click({ clickCount: 2 });
    expect(Math.abs((await left(cause)) - (await left(bar)))).toBeLessThan(4);
    expect(complaints).toEqual([]);
  });

  it('zooms and moves by buttons, keys, wheel and dragging', async () => {
    const { page, complaints } = await open(sampleTriage());
    const view = async (): Promise<number[]> => {
      const [left, , width] = (await page.locator('[data-window]').getAttribute('viewBox'))!.split(' ');
      return [Math.round(Number(left)), Math.round(Number(width))];
    };
    const labels = (): Promise<string[]> => page.locator('[data-ticks] text').allTextContents();
    expect(await view()).toEqual([0, 1000]);
    const before = await labels();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    expect(await view()).toEqual([250, 500]);
    expect(await labels()).not.toEqual(before);
    await page.getByRole('button', { name: 'Later' }).click();
    expect(await view()).toEqual([375, 500]);
    await page.getByRole('group', { name: /^Timeline/ }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await view()).toEqual([250, 500]);
    await page.keyboard.press('+');
    expect(await view()).toEqual([375, 250]);
    await page.keyboard.press('0');
    expect(await view()).toEqual([0, 1000]);
    expect(await labels()).toEqual(before);
    const box = (await page.locator('[data-lanes]').boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height - 45];
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -100);
    await page.waitForFunction(`document.querySelector('[data-window]').viewBox.baseVal.width < 900`);
    expect(await view()).toEqual([100, 800]);
    await page.mouse.down();
    await page.mouse.move(x - box.width / 8, y, { steps: 4 });
    await page.mouse.up();
    expect(await view()).toEqual([200, 800]);
    expect(complaints).toEqual([]);
  });

  it('copies a command where there is a clipboard, and selects it where there is none', async () => {
    const { page, complaints } = await open(sampleTriage(), {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const copy = page.getByRole('button', { name: 'Copy' }).nth(1);
    await copy.click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('show_gids mlx5_3 | grep -i v2');
    await page.evaluate(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`);
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByRole('button', { name: 'Selected' }).waitFor();
    expect(await page.evaluate('getSelection().toString()')).toBe('ibstat mlx5_3');
    expect(complaints).toEqual([]);
  });

  it.each([
    ['an ordinary report', sampleTriage],
    ['hostile text', hostileTriage],
    ['the largest report', largestTriage],
  ])('fits a phone with %s, unfolded', async (_, report) => {
    const { page, complaints } = await open(report(), { viewport: { width: 360, height: 780 } });
    await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await page.evaluate('window.harmed')).toBeUndefined();
    if (report === sampleTriage) {
      await page.screenshot({ path: screenshotFile('triage-phone.png'), fullPage: true });
    }
    expect(complaints).toEqual([]);
  });

  it('is dark where the system is, and light on paper with everything unfolded', async () => {
    const { page, complaints } = await open(sampleTriage(), { colorScheme: 'dark' });
    await page.screenshot({ path: screenshotFile('triage-dark.png'), fullPage: true });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 23, 27)');
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await page.locator('#incident-2-line-1').isVisible()).toBe(true);
    expect(await page.locator('button:visible').count()).toBe(0);
    await page.pdf({ path: screenshotFile('triage-print.pdf'), format: 'A4' });
    expect(complaints).toEqual([]);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
  ] as const)(
    'has no fault of accessibility that axe finds: %s, %i pixels wide',
    async (colorScheme, width) => {
      const file = path.join(temporaryFolder(), 'triage.html');
      writeFileSync(file, triageHtml(sampleTriage()));
      const options = { colorScheme, viewport: { width, height: 800 } };
      expect(await accessibilityFaults(browser(), file, options)).toEqual([]);
    },
  );

  it('is readable and leads from bars to lines without its script', async () => {
    const { page, complaints } = await open(sampleTriage(), { javaScriptEnabled: false });
    expect(await page.locator('button:visible').count()).toBe(0);
    await page.getByRole('link', { name: /^ERR_ENDPOINT on node3/ }).click();
    expect(new URL(page.url()).hash).toBe('#incident-1-line-0');
    expect(complaints).toEqual([]);
  });
});
