import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { triageHtml } from '../../../src/render/html/triage-page.ts';
import { safeText } from '../../../src/render/text/safe-text.ts';
import { attribute, parsePage, readText } from './elements.ts';
import { hostileTriage, largestTriage, sampleTriage } from './sample-triage.ts';

const sample = parsePage(triageHtml(sampleTriage()));
const text = readText(sample);

it.each([
  [
    'when its codes came much more often',
    'ERR_ENDPOINT: 07-31 02:11:00 – 07-31 02:25:00, most at 07-31 02:12:00 (11,203), 31,870 lines',
  ],
  [
    'what broke first, and whether it goes on',
    '2 incidents. The foremost began at 07-31 02:40:10: The store has no memory left for an object',
  ],
  ['what cannot be known', 'Keys beyond the first 4,096 different ones were counted as one.'],
  [
    'which clock is wrong',
    'The clock of node5 is 2 s behind that of master, as 113 events seen on both sides say; times here are corrected by it.',
  ],
  ['what could not be read', 'Not read to the end: /var/log/mooncake/node4/store.INFO: permission denied'],
  ['where the cause stands', 'in /var/log/mooncake/node3/store.INFO:18897'],
  ['how sure the cause is', 'confidence high'],
  ['what followed, with counts', 'TRANSFER_FAIL 18,204, RPC_FAIL 2,940'],
  ['when and why it followed', '+1.0 sTRANSFER_FAIL18,204A transfer over an endpoint'],
  ['where', 'only mlx5_3 99.3% · 52,640'],
  ['what to check', 'show_gids mlx5_3 | grep -i v2'],
  ['how to see all lines', '--lines-of 2'],
  ['what no incident explains', 'Store / File: FILE_READ_FAIL (-1102)'],
  ['which messages are new', '● new slow request <*> took <*> ms, queue length <*>'],
])('the page says %s', (_, words) => {
  expect(text).toContain(words);
});

describe('how the page is built', () => {
  it('marks what is to be typed, and each answer of a check stands by itself', () => {
    const report = sampleTriage();
    const [first] = report.incidents;
    const check = {
      text: 'from here: good `succeeded` = it listens; bad `refused` = it does not',
      commands: ['nc -vz -w 3 10.0.0.7 15011'],
      source: 'common.h',
    };
    const meaning = 'A dummy client hands all work to `mooncake_client`.';
    const page = triageHtml({ ...report, incidents: [{ ...first!, meaning, checks: [check] }] });
    expect(page).toContain('<code>mooncake_client</code>');
    expect(page).toContain(
      '<div>from here</div><div>good <code>succeeded</code> = it listens</div><div>bad <code>refused</code> = it does not</div>',
    );
  });

  it('is valid, with headings in order, and leads every link to an element that is there once', () => {
    expect(sample.errors).toEqual([]);
    const levels = sample.elements
      .flatMap(({ tagName }) => /^h([1-6])$/.exec(tagName)?.[1] ?? [])
      .map(Number);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    const ids = sample.elements.flatMap((element) => attribute(element, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = sample.elements.flatMap((element) => attribute(element, 'href') ?? []);
    expect(links.filter((href) => !ids.includes(href.slice(1)))).toEqual([]);
  });

  it('has a bar for each host and code that leads to its first line', () => {
    const bars = sample.elements.filter((element) => attribute(element, 'data-bar') !== undefined);
    expect(bars.map((bar) => attribute(bar, 'aria-label'))).toContain(
      'ERR_ENDPOINT on node3, 02:11:04 to 02:24:50, 31,870 lines, incident 1, its cause',
    );
    expect(new Set(bars.map((bar) => attribute(bar, 'href')))).toEqual(
      new Set([
        '#incident-1-line-0',
        '#incident-1-line-1',
        '#incident-1-line-2',
        '#incident-2-line-0',
        '#incident-2-line-1',
      ]),
    );
  });

  it('draws incidents as a whole on their hosts where a report does not say more', () => {
    const report = sampleTriage();
    const incidents = report.incidents.map(({ spans: _, ...incident }) => incident);
    const page = parsePage(triageHtml({ ...report, incidents }));
    const bars = page.elements.flatMap((element) =>
      attribute(element, 'data-bar') === undefined ? [] : (attribute(element, 'aria-label') ?? ''),
    );
    expect(bars).toContain(
      'ERR_ENDPOINT on node3, 02:11:04 to 02:25:31, 52,801 lines, incident 1, its cause',
    );
    expect(bars.length).toBe(7);
  });

  it('has no timeline and says so where nothing happened', () => {
    const page = parsePage(triageHtml({ ...sampleTriage(), incidents: [], patterns: [] }));
    expect(page.shape.filter((one) => one.startsWith('svg'))).toEqual([]);
    expect(readText(page)).toContain('No incident: ');
    expect(page.errors).toEqual([]);
  });
});

describe('text from logs', () => {
  it('makes no element, no attribute and no comment, whatever it is', () => {
    const harmless = parsePage(triageHtml(hostileTriage('x', 'x')));
    const character = fc.constantFrom(...'<>&"\'`=/!-[]\\ \0\x1b\r\n\t\ud800\udc00\u202e\u2028aé');
    const hostile = fc
      .array(fc.oneof(character, fc.constantFrom('<script>', '</style>', '-->', '&#x3c;', '</pre>')), {
        minLength: 1,
        maxLength: 5,
      })
      .map((parts) => `x${parts.join('')}`);
    fc.assert(
      fc.property(hostile, hostile, (name, line) => {
        const page = parsePage(triageHtml(hostileTriage(name, line)));
        expect(page.shape).toEqual(harmless.shape);
        expect(page.comments).toBe(0);
        expect(page.errors).toEqual([]);
        expect(page.texts.filter((one) => one === safeText(line, 'html')).length).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it('is cut where it is a word of a megabyte', () => {
    expect(triageHtml(hostileTriage()).length).toBeLessThan(200_000);
  });
});

it('stays below a megabyte with more incidents and longer texts than fit', () => {
  const page = triageHtml(largestTriage());
  expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
  expect(parsePage(page).errors).toEqual([]);
  expect(page).toContain('180 further incidents left out here');
}, 30_000);

it('draws what lasted no time, too', () => {
  const report = sampleTriage();
  const [incident] = report.incidents;
  const [span] = incident!.spans!;
  const spans = [{ ...span!, end: span!.start }];
  const { elements } = parsePage(triageHtml({ ...report, incidents: [{ ...incident!, spans }] }));
  const bar = elements.find((element) => attribute(element, 'data-bar') !== undefined);
  const rect = elements.find(({ parentNode, tagName }) => parentNode === bar && tagName === 'rect')!;
  expect(Number(attribute(rect, 'width'))).toBeGreaterThan(0);
});
