import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository, temporaryFolder } from '../../cli/program.ts';
import { type Installed, installPackage } from '../../package/installed.ts';
import { accessibilityFaults, chromiumPath, openReport, screenshotFile, startChromium } from './chromium.ts';

const chromium = chromiumPath();
const title = 'what the installed program writes, in Chromium';
/** A key in several scripts, which a page shows as it stands. */
const key = '‘模型/权重’ – café 🙂';
const line = `E20260701 02:14:13.000402 1 real_client.cpp:5106] Query failed for key ${key}: OBJECT_NOT_FOUND\n`;
const incident = ['node1', 'node2', 'node3', 'node4', 'node5', 'node6'].map(
  (node) => `fixtures/incidents/one-nic-down/${node}/sglang.log`,
);

describe.skipIf(chromium === undefined)(`${title} (needs chromium)`, () => {
  let browser: Browser;
  let installed: Installed;
  beforeAll(async () => {
    browser = await startChromium(chromium!);
    installed = installPackage();
  });
  afterAll(async () => {
    installed.remove();
    await browser.close();
  });

  it.each([
    [
      'summary',
      ['fixtures/store.log', 'fixtures/callers.log', 'fixtures/transfer-engine.log'],
      'TRANSFER_FAIL',
    ],
    ['triage', incident, 'RDMA transport retries exceeded'],
  ])('%s: a page on a phone, without a complaint or a fault', async (command, files, words) => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'night.html');
    const beyondAscii = path.join(folder, 'beyond.log');
    writeFileSync(beyondAscii, line);
    const args = [command, '--timezone', 'UTC', '--report', file, beyondAscii, ...files];
    const { status } = spawnSync(process.execPath, [installed.program, ...args], { cwd: repository });
    expect(status).toBe(0);
    const options = { viewport: { width: 360, height: 780 } };
    const { page, complaints } = await openReport(browser, file, options);
    const shown = await page.locator('body').innerText();
    expect(shown).toContain(words);
    expect(shown).not.toMatch(/Â|â€|Ã|\ufffd/);
    for (const sign of ['·', '–']) expect(shown).toContain(sign);
    const all = await page.locator('body').textContent();
    if (command === 'summary') expect(all).toContain(key);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.screenshot({ path: screenshotFile(`program-${command}.png`), fullPage: true });
    expect(complaints).toEqual([]);
    expect(await accessibilityFaults(browser, file, options)).toEqual([]);
  });
});
