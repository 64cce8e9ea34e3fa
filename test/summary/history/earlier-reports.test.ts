import { describe, expect, it } from 'vitest';
import { earlierReports } from '../../../src/summary/history/report-history.ts';
import type { SummaryReport } from '../../../src/summary/summary-report.ts';
import { reportOf } from '../hand-made-report.ts';

function night(day: number, rest: Parameters<typeof reportOf>[1] = {}): SummaryReport {
  return reportOf({ 'Store/RPC/RPC_FAIL': day }, { day, ...rest });
}

const found = (reports: readonly SummaryReport[]) => reports.map((report) => report.found);

describe('the earlier summaries of a night', () => {
  it('are the last 35, oldest first', () => {
    const history = Array.from({ length: 40 }, (_, index) => night(index + 1));
    expect(found(earlierReports(night(41), history))).toEqual(
      Array.from({ length: 35 }, (_, index) => index + 6),
    );
  });

  it('leave out the night itself, also where its log had grown since', () => {
    const history = [night(1), night(2), night(3, { hours: 20 })];
    expect(found(earlierReports(night(3), history))).toEqual([1, 2]);
  });

  it('leave out later nights, where an old one is counted again', () => {
    expect(found(earlierReports(night(3), [night(1), night(2), night(4), night(3), night(5)]))).toEqual([
      1, 2,
    ]);
  });

  it('stand in order of time, where one was counted late', () => {
    expect(found(earlierReports(night(9), [night(1), night(3), night(2)]))).toEqual([1, 2, 3]);
  });

  it('take the last of several that count the same inputs and time', () => {
    const again = reportOf({ 'Store/RPC/RPC_FAIL': 77 }, { day: 2 });
    expect(found(earlierReports(night(9), [night(1), night(2), night(3), again]))).toEqual([1, 77, 3]);
  });

  it('may overlap a little, as logs do that are rotated while they are written', () => {
    expect(found(earlierReports(night(2), [night(1, { hours: 25 })]))).toEqual([1]);
    expect(found(earlierReports(night(2), [night(1, { hours: 44 })]))).toEqual([]);
  });

  it('are told apart by their inputs where no line has a stamp', () => {
    const range = { from: null, to: null };
    const plain = (lines: number) => reportOf({ 'Store/RPC/RPC_FAIL': lines }, { range });
    expect(found(earlierReports(plain(3), [plain(1), plain(2), plain(3)]))).toEqual([1, 2]);
  });
});
