import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { summaryHtml } from '../../../src/render/html/summary-page.ts';
import { safeText } from '../../../src/render/text/safe-text.ts';
import { attribute, parsePage, readText, textOf } from './elements.ts';
import { HOSTILE, hostileSummary, largestSummary, sampleSummary } from './sample-summary.ts';

const catalogue = builtInCatalogue();
const sample = parsePage(summaryHtml(sampleSummary(), catalogue));

it('is made at once, however large the counts of its cells are', () => {
  const report = sampleSummary();
  const [first, ...others] = report.groups;
  const [code, ...codes] = first!.codes;
  for (const lines of [2 ** 53, 1e100]) {
    const counts = code!.buckets.counts.map(([start]) => [start, lines] as const);
    const large = { ...code!, buckets: { ...code!.buckets, counts } };
    const groups = [{ ...first!, codes: [large, ...codes] }, ...others];
    expect(summaryHtml({ ...report, groups }, catalogue)).toContain('Lines per cell');
  }
});

describe('what the page allows itself', () => {
  it('is one style and one script, named by their hashes, and nothing else', () => {
    const [policy] = sample.elements.filter(
      (element) => attribute(element, 'http-equiv') === 'Content-Security-Policy',
    );
    const parts = (name: string): string[] =>
      sample.elements.filter(({ tagName }) => tagName === name).map((element) => textOf(element));
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const [style, ...styles] = parts('style');
    const [script, ...scripts] = parts('script');
    expect(attribute(policy, 'content')).toBe(
      `default-src 'none'; style-src ${hash(style!)}; script-src ${hash(script!)}; base-uri 'none'; form-action 'none'`,
    );
    expect([...styles, ...scripts]).toEqual([]);
    expect(() => new Script(script!)).not.toThrow();
  });

  it('is no address, no inline style and no inline handler', () => {
    const names = new Set(sample.elements.flatMap(({ attrs }) => attrs.map(({ name }) => name)));
    expect([...names].filter((name) => name === 'src' || name === 'style' || name.startsWith('on'))).toEqual(
      [],
    );
    const links = sample.elements
      .map((element) => attribute(element, 'href'))
      .filter((href) => href !== undefined);
    expect(links.filter((href) => !href.startsWith('#'))).toEqual([]);
  });
});

describe('how the page is built', () => {
  it('is valid for a parser', () => {
    expect(sample.errors).toEqual([]);
  });

  it('has headings in order, none left out', () => {
    const levels = sample.elements
      .flatMap(({ tagName }) => /^h([1-6])$/.exec(tagName)?.[1] ?? [])
      .map(Number);
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1 && level !== 4)).toEqual([]);
  });

  it('leads every link and every reference to an element that is there once', () => {
    const ids = sample.elements.flatMap((element) => attribute(element, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const wanted = sample.elements.flatMap((element) => [
      ...(attribute(element, 'href')?.slice(1) ?? '').split(' '),
      ...(attribute(element, 'aria-labelledby') ?? '').split(' '),
    ]);
    expect(wanted.filter((id) => id !== '' && !ids.includes(id))).toEqual([]);
  });

  it('gives every table a caption and every chart a name', () => {
    const named = (tag: string, child: string): boolean[] =>
      sample.elements
        .filter(({ tagName }) => tagName === tag)
        .map((element) => element.childNodes.some(({ nodeName }) => nodeName === child));
    expect(named('table', 'caption')).not.toContain(false);
    const charts = sample.elements.filter((element) => attribute(element, 'role') === 'img');
    expect(charts.length).toBeGreaterThan(10);
    expect(
      charts.filter((one) => !attribute(one, 'aria-label') && !attribute(one, 'aria-labelledby')),
    ).toEqual([]);
  });
});

describe('text from logs', () => {
  it('makes no element, no attribute and no comment, whatever it is', () => {
    const harmless = parsePage(summaryHtml(hostileSummary('x', 'x'), catalogue));
    const character = fc.constantFrom(...'<>&"\'`=/!-[]\\ \0\x1b\r\n\t\ud800\udc00\u202e\u2028aé');
    const text = fc
      .array(fc.oneof(character, fc.constantFrom('<script>', '</style>', '-->', '&#x3c;', ' onload=x ')), {
        minLength: 1,
        maxLength: 12,
      })
      .map((parts) => `x${parts.join('')}`);
    fc.assert(
      fc.property(text, text, (name, line) => {
        const page = parsePage(summaryHtml(hostileSummary(name, line), catalogue));
        expect(page.shape).toEqual(harmless.shape);
        expect(page.comments).toBe(0);
        expect(page.errors).toEqual([]);
        const read = safeText(line, 'html').replaceAll('\r\n', '\n');
        expect(page.texts.filter((one) => one === read).length).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it('is cut where it is a word of a megabyte, and says so', () => {
    const page = summaryHtml(hostileSummary(), catalogue);
    expect(page.length).toBeLessThan(120_000);
    expect(page).toMatch(/… \(\d{6,7} more characters\)/);
    expect(page).not.toContain('\ud800');
    expect(parsePage(page).shape.filter((one) => one.startsWith('script')).length).toBe(1);
  });

  it('keeps what it says readable', () => {
    const { texts } = parsePage(summaryHtml(hostileSummary(), catalogue));
    const shown = texts.find((one) => one.startsWith(safeText(HOSTILE, 'html')));
    expect(shown).toContain('<script>window.harmed = 1</script>');
    expect(shown).toContain('nul ␀ bell ␇ escape ␛[31m delete ␡ c1 \\u{9B}');
    expect(shown).toContain('reordered \\u{202E} txt.exe');
  });
});

describe('the size of a page', () => {
  it('stays below a megabyte with all codes in all buckets from a thousand inputs', () => {
    const page = summaryHtml(largestSummary(), catalogue);
    expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
    const { shape, errors } = parsePage(page);
    expect(errors).toEqual([]);
    expect(shape.filter((one) => one === 'pre[]').length).toBeGreaterThan(100);
  }, 30_000);

  it('is small for an ordinary night', () => {
    expect(Buffer.byteLength(summaryHtml(sampleSummary(), catalogue))).toBeLessThan(200_000);
  });
});

describe('what the page says', () => {
  const text = readText(sample);

  it.each([
    [
      'the most important first',
      '73,451 lines of 66,289,349 report an error code, most urgent: ERR_ENDPOINT',
    ],
    ['what is news', 'News: 1 new, 3 surge, 1 gone.'],
    ['what could not be read', 'node8/store.INFO.gz: unexpected end of file after 18221004 bytes'],
    ['the zone of its times', '2026-07-30 22:00:04 – 2026-07-31 05:59:58UTC+02:007 h 59 min'],
    ['the rule of news', 'under a negative binomial distribution'],
    ['which codes an ambiguous number can be', 'ERR_DNS or SEGMENT_NOT_FOUND'],
    ['what an uncatalogued number is', 'Store reported -1799, which the catalogue does not know.'],
    ['a cause', 'No client contributes memory, or those that did have expired.'],
    ['a share', 'node3 7,444 · 80.0%'],
  ])('is %s', (_, words) => {
    expect(text).toContain(words);
  });

  it('is that nothing was found, or nothing read, without charts and tables', () => {
    const report = { ...sampleSummary(), groups: [], ambiguous: [], uncatalogued: [], found: 0 };
    const { news: _, ...quiet } = report;
    const page = parsePage(summaryHtml(quiet, catalogue));
    expect(readText(page)).toContain('No error code in 66,289,349 lines.');
    expect(page.shape.filter((one) => one.startsWith('svg'))).toEqual([]);
    const none = { ...quiet, inputs: [], lines: 0, bytes: 0, range: { from: null, to: null } };
    const empty = parsePage(summaryHtml(none, catalogue));
    expect(readText(empty)).toContain('No line was read: no input was found.');
    expect(empty.errors).toEqual([]);
  });

  it('is that there is nothing to compare with, instead of that nothing is news', () => {
    const report = sampleSummary();
    const rule = 'There is no earlier summary to compare with.';
    const codes = report.news!.codes.flatMap((code) =>
      code.lines === 0 ? [] : [{ ...code, flag: 'same' as const }],
    );
    const news = { rule, baseline: { summaries: 0, hours: 0 }, codes };
    const page = readText(parsePage(summaryHtml({ ...report, news }, catalogue)));
    expect(page).toContain(rule);
    expect(page).not.toMatch(/Nothing is news|only news|Change/);
  });

  it('lacks charts where no line has a time, and says so', () => {
    const report = sampleSummary();
    const groups = report.groups.map((group) => ({
      ...group,
      codes: group.codes.map((code) => ({
        ...code,
        ...{ first: null, last: null, buckets: { width: 300, counts: [] } },
      })),
    }));
    const timeless = {
      ...report,
      ...{
        groups,
        ambiguous: [],
        uncatalogued: [],
        range: { from: null, to: null },
        unstamped: report.found,
      },
    };
    const page = parsePage(summaryHtml(timeless, catalogue));
    expect(page.shape.filter((one) => one.startsWith('svg'))).toEqual([]);
    expect(readText(page)).toContain('belong to no readable time stamp');
  });
});
