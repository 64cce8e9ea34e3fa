import { expect, it } from 'vitest';
import { compactReport } from '../../../src/summary/history/report-history.ts';
import { newsOf } from '../../../src/summary/news/news.ts';
import { asReport } from '../../../src/summary/read-report.ts';
import { reportOf } from '../hand-made-report.ts';

const counts = { 'Store/RPC/RPC_FAIL': 3, 'Ambiguous/Ambiguous/A or B': 2, 'Store/Uncatalogued/-9': 1 };

it('a compact summary is a valid one, with the same counts, without samples and news', () => {
  const report = reportOf(counts, { day: 5 });
  const compact = compactReport({ ...report, news: newsOf(report, []) });
  expect(asReport(JSON.parse(JSON.stringify(compact)))).toEqual(compact);
  expect(compact.news).toBeUndefined();
  expect(compact.groups[0]!.codes[0]).toMatchObject({ name: 'RPC_FAIL', lines: 3, inputs: [], sample: null });
  expect(newsOf(reportOf(counts, { day: 9 }), [compact])).toEqual(
    newsOf(reportOf(counts, { day: 9 }), [report]),
  );
  expect(JSON.stringify(compact)).not.toContain('error=');
});

it('a compact summary of many inputs is small, and no line of them is lost', () => {
  const inputs = Array.from({ length: 1000 }, (_, n) => ({
    name: `/var/log/mooncake/store-${n}.log`,
    lines: n,
    bytes: 1,
    found: 0,
    unstamped: 0,
  }));
  const compact = compactReport(reportOf(counts, { inputs }));
  expect(JSON.stringify(compact).length).toBeLessThan(15_000);
  expect(compact.inputs).toHaveLength(51);
  expect(compact.foldedInputs).toBe(950);
  expect(compact.inputs.reduce((sum, { lines }) => sum + lines, 0)).toBe((999 * 1000) / 2);
});
