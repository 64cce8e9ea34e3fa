import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summaryTable } from '../../../src/render/summary/summary-table.ts';
import { colouredPaint, plainDisplay, plainPaint } from '../../../src/render/text/display.ts';
import { anyReport, codeNews, reportCode, summaryReport } from './summary-documents.ts';

const unicode = { width: undefined, unicode: true, paint: plainPaint };

function linesOf(table: string): string[] {
  return table.trimEnd().split('\n');
}

const withNews = summaryReport({
  news: {
    baseline: { summaries: 14, hours: 8 },
    rule: 'a rule',
    codes: [codeNews(), codeNews({ name: 'RPC_FAIL', group: 'RPC', value: -900, flag: 'gone', lines: 0 })],
  },
});

describe('a summary as a table', () => {
  it('has a row a group and a row a code, with counts, shares and the course of the night', () => {
    expect(linesOf(summaryTable(summaryReport(), unicode))).toEqual([
      'group, code       value  lines  share  02:00              06:00  implied  first                last',
      'Store / Transfer            30  75.0%  ▅                      █       10',
      '  TRANSFER_FAIL    -800     30  75.0%  ▅                      █       10  2026-07-30 02:00:10  2026-07-30 05:59:10',
      '',
      '1,000 lines of 1 input, 2026-07-30 02:00:00 to 2026-07-30 06:00:00; 40 with a code, 10 of them implied',
      'severities: 0 F, 40 E, 5 W, 955 other lines',
      'share: of all lines with a code; bars: each row by its own highest',
    ]);
  });

  it('draws the course in ASCII where nothing else can be shown', () => {
    expect(summaryTable(summaryReport(), plainDisplay)).toMatch(/^[\n -~]*$/);
    expect(linesOf(summaryTable(summaryReport(), plainDisplay))[2]).toMatch(/ = {22}#/);
  });

  it('tells the change against the baseline, and where the rule is told', () => {
    const lines = linesOf(summaryTable(withNews, unicode));
    expect(lines[0]).toMatch(/ change$/);
    expect(lines[1]).toMatch(/ 1 surge$/);
    expect(lines[2]).toMatch(/ surge x4\.0$/);
    expect(lines[4]).toMatch(/^ {2}RPC_FAIL +-900 +0 .* gone$/);
    expect(lines.slice(-3, -1)).toEqual([
      'against 14 earlier summaries of 8 h: 1 surge, 1 gone',
      'docs/nightly.md says by which rule a code is news; --format json has its numbers',
    ]);
  });

  it('has what is uncatalogued and ambiguous last', () => {
    const table = summaryTable(
      summaryReport({
        ambiguous: [reportCode({ name: 'ERR_DNS or SEGMENT_NOT_FOUND', value: -101, lines: 1 })],
        uncatalogued: [{ component: 'Store', ...reportCode({ name: '-77', value: -77, lines: 2 }) }],
      }),
      plainDisplay,
    );
    expect(linesOf(table).flatMap((line) => /^[A-Z][^,;]*?(?= {2})/.exec(line)?.[0] ?? [])).toEqual([
      'Store / Transfer',
      'Store / Uncatalogued',
      'Ambiguous',
    ]);
  });

  it('adds up the rarest of many codes, but none that is news', () => {
    const uncatalogued = Array.from({ length: 3000 }, (_, index) => ({
      component: 'Store',
      ...reportCode({ name: `-${index + 5000}`, value: -index - 5000, lines: 2, implied: 0 }),
    }));
    const news = {
      baseline: { summaries: 14, hours: 8 },
      rule: 'a rule',
      codes: [codeNews({ group: 'Uncatalogued', name: '-7000', value: -7000, flag: 'new' })],
    };
    const table = summaryTable(summaryReport({ groups: [], uncatalogued, news }), plainDisplay);
    const rows = linesOf(table).slice(2, table.split('\n').indexOf(''));
    expect(rows).toHaveLength(41);
    expect(rows[0]).toMatch(/^ {2}-7000 .* new$/);
    expect(rows.at(-1)).toMatch(/^ {2}and 2,960 more +5,920 /);
  });

  it('names inputs with faults, the range asked for, and lines that have no time', () => {
    const lines = linesOf(
      summaryTable(
        summaryReport({
          inputs: [{ name: 'gone.log', lines: 0, bytes: 0, found: 0, unstamped: 0, fault: 'no such file' }],
          chosen: { since: '2026-07-30T02:00:00.000+02:00', until: null },
          outside: 1,
          unstamped: 2,
        }),
        plainDisplay,
      ),
    );
    expect(lines).toContain('fault: gone.log: no such file');
    expect(lines).toContain('counted since 2026-07-30 02:00:00; 1 line with a code outside of that');
    expect(lines).toContain('2 lines with a code and no readable time');
  });

  it('is only totals when nothing was found', () => {
    const report = summaryReport({ groups: [], found: 0, range: { from: null, to: null } });
    expect(linesOf(summaryTable(report, unicode))[0]).toBe(
      '1,000 lines of 1 input; 0 with a code, 10 of them implied',
    );
  });

  it('has the days above the course of several days', () => {
    const range = { from: '2026-07-28T02:00:00.000+02:00', to: '2026-07-30T06:00:00.000+02:00' };
    expect(summaryTable(summaryReport({ range }), unicode)).toContain('07-28              07-30');
  });

  it.each([200, 120, 100, 80, 60, 40])('fits into %i columns, down to names and counts', (width) => {
    const table = linesOf(summaryTable(withNews, { ...unicode, width }));
    const rows = table.slice(0, table.indexOf(''));
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(width);
    expect(rows[2]).toMatch(/^ {2}TRANSFER_FAIL .*30.* surge x4\.0$/);
    if (width >= 80) expect(rows[2]).toMatch(/[▁-█] {5,}[▁-█]/);
  });

  it('cuts names where nothing else makes room', () => {
    const codes = [reportCode({ name: 'A'.repeat(60) })];
    const report = summaryReport({ groups: [{ component: 'Own', group: 'One', lines: 1, codes }] });
    const [, , row] = linesOf(summaryTable(report, { ...unicode, width: 40 }));
    expect(row).toMatch(/^ {2}A+… +30$/);
    expect(row).toHaveLength(40);
  });

  it('is coloured only when told so', () => {
    expect(summaryTable(withNews, { ...unicode, paint: colouredPaint })).toMatch(
      /\u001b\[31m {2}TRANSFER_FAIL/,
    );
    expect(summaryTable(withNews, unicode)).not.toContain('\u001b');
  });

  it('cannot be made to act on a terminal by any text', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const table = summaryTable(report, unicode);
        expect(table).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        const codes = report.groups.flatMap((group) => group.codes).length + report.uncatalogued.length;
        const groups = report.groups.length + (report.uncatalogued.length > 0 ? 1 : 0);
        const rows = table.slice(0, table.indexOf('\n\n') + 1).split('\n');
        expect(rows).toHaveLength(groups === 0 ? 1 : 2 + groups + codes);
      }),
    );
  });
});
