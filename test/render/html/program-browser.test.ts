import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, temporaryFolder } from '../../cli/program.ts';
import { accessibilityFaults, chromiumPath, openReport, screenshotFile, startChromium } from './chromium.ts';

const installed = chromiumPath();
const title = 'what the program writes, in Chromium';
const incident = ['node1', 'node2', 'node3', 'node4', 'node5', 'node6'].map(
  (node) => `fixtures/incidents/one-nic-down/${node}/sglang.log`,
);

describe.skipIf(installed === undefined)(
  installed === undefined ? `${title} (skipped: no Chromium in PATH or CHROMIUM_PATH)` : title,
  { timeout: 30_000 },
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startChromium(installed!);
    }, 30_000);
    afterAll(() => browser.close());

    it.each([
      [
        'summary',
        ['fixtures/store.log', 'fixtures/callers.log', 'fixtures/transfer-engine.log'],
        'TRANSFER_FAIL',
      ],
      ['triage', incident, 'RDMA transport retries exceeded'],
    ])('%s: a page on a phone, without a complaint or a fault', async (command, files, words) => {
      const file = path.join(temporaryFolder(), 'night.html');
      const { status } = await run([command, '--timezone', 'UTC', '--report', file, ...files]);
      expect(status).toBe(0);
      const options = { viewport: { width: 360, height: 780 } };
      const { page, complaints } = await openReport(browser, file, options);
      expect(await page.locator('main').innerText()).toContain(words);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.screenshot({ path: screenshotFile(`program-${command}.png`), fullPage: true });
      expect(complaints).toEqual([]);
      expect(await accessibilityFaults(browser, file, options)).toEqual([]);
    });
  },
);
