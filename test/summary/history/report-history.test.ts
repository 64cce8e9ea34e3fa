import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HistoryError } from '../../../src/input/input-error.ts';
import { compactReport, keepReport, readHistory } from '../../../src/summary/history/report-history.ts';
import { temporaryFolder } from '../../cli/program.ts';
import { reportOf } from '../hand-made-report.ts';

const fresh = () => path.join(temporaryFolder(), 'history.ndjson');
const night = (day: number) => reportOf({ 'Store/RPC/RPC_FAIL': day }, { day });
const days = (file: string) => readHistory(file).reports.map(({ found }) => found);

describe('a history', () => {
  it('gives back what was kept, the last so many', async () => {
    const file = fresh();
    for (const day of [1, 2, 3, 4]) await keepReport(file, night(day), 3);
    expect(readHistory(file)).toEqual({
      reports: [2, 3, 4].map((day) => compactReport(night(day))),
      warnings: [],
    });
  });

  it('without a file has no summaries, and makes none', () => {
    const file = fresh();
    expect(readHistory(file)).toEqual({ reports: [], warnings: [] });
    expect(existsSync(file)).toBe(false);
  });

  it('with a half-written last line skips it, says so, and goes on behind it', async () => {
    const file = fresh();
    await keepReport(file, night(1), 9);
    appendFileSync(file, readFileSync(file, 'utf8').slice(0, 100));
    expect(readHistory(file).warnings).toEqual([`${file}: line 2 is half-written and was skipped`]);
    await keepReport(file, night(2), 9);
    expect(days(file)).toEqual([1, 2]);
    expect(readHistory(file).warnings).toEqual([
      `${file}: line 2 is no summary and was skipped (remove it, or each run says so)`,
    ]);
  });

  it('takes a last line that lacks only its end', async () => {
    const file = fresh();
    await keepReport(file, night(1), 9);
    writeFileSync(file, readFileSync(file, 'utf8').trimEnd());
    expect(readHistory(file)).toMatchObject({ reports: [{ found: 1 }], warnings: [] });
    await keepReport(file, night(2), 9);
    expect(days(file)).toEqual([1, 2]);
  });

  it('skips lines that are no summaries, and says which', async () => {
    const file = fresh();
    await keepReport(file, night(1), 99);
    appendFileSync(file, `x\n{}\n\n[]\nnull\n{"schema":"mooncake-annotate/summary@1"}\n7\n`);
    await keepReport(file, night(2), 99);
    expect(days(file)).toEqual([1, 2]);
    expect(readHistory(file).warnings).toEqual([
      `${file}: lines 2, 3, 5, 6, 7 and 1 more are no summaries and were skipped (remove them, or each run says so)`,
    ]);
  });

  it.each([
    [
      'newer',
      '{"schema":"mooncake-annotate/summary@2"}\n',
      'line 1 is of the schema mooncake-annotate/summary@2',
    ],
    ['foreign', 'E0730 02:14:13 1 a.cpp:1] error=RPC_FAIL\n', 'is no history of summaries'],
  ])('that is %s is refused', (code, content, reason) => {
    const file = fresh();
    writeFileSync(file, content);
    try {
      readHistory(file);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(HistoryError);
      expect(error).toMatchObject({ code, path: file });
      expect((error as Error).message).toContain(reason);
    }
  });
});
