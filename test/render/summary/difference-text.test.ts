import { describe, expect, it } from 'vitest';
import { differenceMarkdown, differenceTable } from '../../../src/render/summary/difference-text.ts';
import { plainDisplay } from '../../../src/render/text/display.ts';
import { differenceOf } from '../../../src/summary/difference.ts';
import type { SummaryReport } from '../../../src/summary/summary-report.ts';
import { type Counts, reportOf } from '../../summary/hand-made-report.ts';

const before: Counts = {
  'Store/RPC/UP': 10,
  'Store/RPC/SAME': 5,
  'Store/RPC/DOWN': 9,
  'Tent/Other/GONE': 1,
  'Store/RPC/MUCH': 10,
};
const after: Counts = {
  'Store/RPC/UP': 12,
  'Store/RPC/SAME': 5,
  'Store/RPC/DOWN': 2,
  'Store/Uncatalogued/-9': 1,
  'Store/RPC/MUCH': 9000,
};

const compared = (old: SummaryReport, recent: SummaryReport) =>
  differenceOf({ name: 'old.json', report: old }, { name: 'new.json', report: recent });

describe('a difference shown to people', () => {
  it('is a table with what changed, and counts what did not', () => {
    const text = differenceTable(compared(reportOf(before), reportOf(after, { day: 2 })), plainDisplay);
    expect(text.split('\n').slice(0, 4)).toEqual([
      'change  group                 code  value  old    new  factor',
      'new     Store / Uncatalogued  -9     -100    0      1',
      'surge   Store / RPC           MUCH   -100   10  9,000    x900',
      'up      Store / RPC           UP     -100   10     12    x1.2',
    ]);
    expect(text).toContain(
      'codes: 1 new, 1 surge, 1 up, 1 down, 1 gone, 1 same; lines are compared as they are\n',
    );
    expect(text).toContain(
      'old: old.json: 35 of 1,035 lines with a code, 2026-06-01 00:00:00 to 2026-06-01 23:59:59, 24 h',
    );
  });

  it('names rates, and says so, where the ranges differ in length', () => {
    const text = differenceTable(
      compared(reportOf(before), reportOf(before, { day: 2, hours: 48 })),
      plainDisplay,
    );
    expect(text).toContain('old/h');
    expect(text).toContain('the ranges differ in length, so lines per hour are compared');
    expect(text).toContain('48 h');
  });

  it('fits a narrow terminal', () => {
    const text = differenceTable(compared(reportOf(before), reportOf(after)), { ...plainDisplay, width: 40 });
    for (const line of text.split('\n\n')[0]!.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
  });

  it('is Markdown in which names stay text', () => {
    const text = differenceMarkdown(compared(reportOf({}), reportOf({ 'Store/RPC/a|b': 3 })));
    expect(text).toContain('| Store / RPC | new | a\\|b | \\-100 | 0 | 3 |');
  });

  it('says so where there is nothing', () => {
    expect(differenceTable(compared(reportOf({}), reportOf({})), plainDisplay)).toMatch(
      /^no codes in either\n/,
    );
  });
});
