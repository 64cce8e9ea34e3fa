import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { csvText, summaryCsv } from '../../../src/render/summary/summary-csv.ts';
import { anyReport, anyText, codeNews, reportCode, summaryReport } from './summary-documents.ts';

const catalogue = builtInCatalogue();

/** Reads comma-separated values as RFC 4180 describes them, and refuses what it does not. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  let row: string[] = [];
  while (field.lastIndex < csv.length) {
    const match = field.exec(csv);
    if (match === null) throw new Error(`not RFC 4180: ${JSON.stringify(csv)}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function records(csv: string): Record<string, string>[] {
  const [heads = [], ...rows] = parsed(csv);
  return rows.map((row) => Object.fromEntries(heads.map((head, index) => [head, row[index]!])));
}

describe('a summary as csv', () => {
  it('has one row a code with everything that is known of it', () => {
    const news = { baseline: { summaries: 14, hours: 8 }, rule: 'a rule', codes: [codeNews()] };
    expect(records(summaryCsv(summaryReport({ news }), catalogue))).toEqual([
      {
        component: 'Store',
        group: 'Transfer',
        code: 'TRANSFER_FAIL',
        value: '-800',
        lines: '30',
        stated: '20',
        implied: '10',
        share: '0.75',
        first: '2026-07-30T02:00:10.000+02:00',
        last: '2026-07-30T05:59:10.000+02:00',
        source: 'client_service.cpp:1126',
        hosts: '1',
        inputs: '1',
        flag: 'surge',
        expected: '7.5',
        description: 'Transfer operation failed',
      },
    ]);
  });

  it('has rows for what is uncatalogued, ambiguous and gone', () => {
    const report = summaryReport({
      uncatalogued: [{ component: 'Store', ...reportCode({ name: '-77', value: -77, lines: 2 }) }],
      ambiguous: [reportCode({ name: 'ERR_DNS or SEGMENT_NOT_FOUND', value: -101, lines: 1 })],
      news: {
        baseline: { summaries: 3, hours: 8 },
        rule: 'a rule',
        codes: [codeNews({ name: 'RPC_FAIL', group: 'RPC', value: -900, flag: 'gone', lines: 0 })],
      },
    });
    const rows = records(summaryCsv(report, catalogue)).map(({ component, group, code, lines, flag }) => [
      component,
      group,
      code,
      lines,
      flag,
    ]);
    expect(rows).toEqual([
      ['Store', 'Transfer', 'TRANSFER_FAIL', '30', ''],
      ['Store', 'Uncatalogued', "'-77", '2', ''],
      ['Ambiguous', 'Ambiguous', 'ERR_DNS or SEGMENT_NOT_FOUND', '1', ''],
      ['Store', 'RPC', 'RPC_FAIL', '0', 'gone'],
    ]);
  });

  it('leaves cells without a value empty, and is only its heads when nothing was found', () => {
    const [row] = records(
      summaryCsv(
        summaryReport({
          groups: [
            {
              component: 'Orders',
              group: 'Queue',
              lines: 1,
              codes: [reportCode({ name: 'LOST', value: null, first: null, last: null, sources: [] })],
            },
          ],
        }),
        catalogue,
      ),
    );
    expect(row).toMatchObject({ value: '', first: '', last: '', source: '', flag: '', description: '' });
    expect(parsed(summaryCsv(summaryReport({ groups: [] }), catalogue))).toHaveLength(1);
  });

  it('can be read back whatever its texts are, every row as long as its heads', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const [heads, ...rows] = parsed(summaryCsv(report, catalogue));
        const codes = [...report.groups.flatMap((group) => group.codes), ...report.uncatalogued];
        expect(rows).toHaveLength(codes.length);
        for (const row of rows) expect(row).toHaveLength(heads!.length);
      }),
    );
  });
});

describe('a text cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])(
    'is defused where a spreadsheet would run it: %j',
    (formula) => expect(parsed(`${csvText(formula)}\r\n`)).toEqual([[`'${formula}`]]),
  );

  it.each(['a=1', '1-1', 'x@y', "'quoted'", ''])('is left alone where it is harmless: %j', (harmless) =>
    expect(csvText(harmless)).toBe(harmless),
  );

  it('holds any text, with at most an apostrophe before it, and never begins like a formula', () => {
    fc.assert(
      fc.property(anyText, (any) => {
        const [[cell]] = parsed(`${csvText(any)}\r\n`) as [[string]];
        expect([any, `'${any}`]).toContain(cell);
        expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});
