import { describe, expect, it } from 'vitest';
import { differenceOf, newsOfDifference } from '../../src/summary/difference.ts';
import type { SummaryReport } from '../../src/summary/summary-report.ts';
import { type Counts, reportOf } from './hand-made-report.ts';

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
const changes = (old: SummaryReport, recent: SummaryReport) =>
  compared(old, recent).codes.map(({ name, change }) => `${change} ${name}`);

describe('the difference between two summaries', () => {
  it('is what is new, went up, down and is gone, what matters most first', () => {
    expect(changes(reportOf(before), reportOf(after, { day: 2 }))).toEqual([
      'new -9',
      'surge MUCH',
      'up UP',
      'down DOWN',
      'gone GONE',
      'same SAME',
    ]);
  });

  it('is nothing between a summary and itself', () => {
    expect(
      new Set(changes(reportOf(before), reportOf(before)).map((change) => change.split(' ')[0])),
    ).toEqual(new Set(['same']));
  });

  it('goes by the hour where the ranges differ in length', () => {
    const half = reportOf({ 'Store/RPC/UP': 10 }, { day: 2, hours: 12 });
    const difference = compared(reportOf({ 'Store/RPC/UP': 12 }), half);
    expect(difference.compared).toBe('lines per hour');
    expect(difference.codes[0]).toMatchObject({ change: 'up', lines: { old: 12, new: 10 } });
    expect(difference.codes[0]!.rate.new! / difference.codes[0]!.rate.old!).toBeCloseTo(20 / 12, 4);
  });

  it('goes by lines where one has no times', () => {
    const bare = reportOf({ 'Store/RPC/UP': 10 }, { range: { from: null, to: null } });
    expect(compared(bare, reportOf({ 'Store/RPC/UP': 12 }))).toMatchObject({
      compared: 'lines',
      old: { hours: null },
      codes: [{ change: 'up', rate: { old: null, new: 0.5 } }],
    });
  });

  it('sets the same flags for conditions', () => {
    const news = newsOfDifference(compared(reportOf(before), reportOf(after, { day: 2 })));
    expect(news.codes.map(({ flag }) => flag)).toEqual(['new', 'surge', 'up', 'down', 'gone', 'same']);
    expect(news.codes.find(({ name }) => name === 'UP')!.expected).toBeCloseTo(10, 3);
  });
});
