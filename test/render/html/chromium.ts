import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { repository } from '../../cli/program.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser that tests drive: what CHROMIUM_PATH names, or else the first in PATH; undefined where there is none. */
export function chromiumPath(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') return named;
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts the browser, without a window. */
export async function startChromium(executablePath: string): Promise<Browser> {
  // Chromium has no sandbox for root, who runs tests in containers; what it opens here are files that a test has written.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args });
}

/** Groups tests that need the browser, which is started before the first and closed behind the last; `browser` gives it to a test. */
export function describeInChromium(title: string, tests: (browser: () => Browser) => void): void {
  const installed = chromiumPath();
  describe.skipIf(installed === undefined)(`${title} (needs chromium)`, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startChromium(installed!);
    });
    afterAll(() => browser.close());
    tests(() => browser);
  });
}

/** A report in a browser, and everything it did that it must not do. */
export interface OpenReport {
  readonly page: Page;
  /** Messages on the console, exceptions, refusals by the content security policy, requests beyond the page itself. */
  readonly complaints: string[];
}

/** Opens a file in a context of its own, which goes when the test ends. */
export async function openReport(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
): Promise<OpenReport> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  onTestFinished(() => context.close());
  // Only what hangs takes so long, however busy the machine is.
  context.setDefaultTimeout(240_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const address = pathToFileURL(file).href;
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return { page, complaints };
}

/** Where screenshots are kept for people to look at. */
export function screenshotFile(name: string): string {
  const folder = path.join(repository, 'test/output/screenshots');
  mkdirSync(folder, { recursive: true });
  return path.join(folder, name);
}

/**
 * What axe finds wrong with a page for people who use it with a keyboard, a screen reader or poor sight, by WCAG 2.2 AA and
 * good practice; everything folded is unfolded first.
 */
export async function accessibilityFaults(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
): Promise<string[]> {
  const { page } = await openReport(browser, file, { ...options, bypassCSP: true });
  await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; });
    document.querySelector('[data-unfold-all]')?.click()`);
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 100)).join(' ')))`);
}
