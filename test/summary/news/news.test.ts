import { describe, expect, it } from 'vitest';
import { expectation } from '../../../src/summary/news/expectation.ts';
import { newsOf } from '../../../src/summary/news/news.ts';
import type { CodeNews, ReportNews } from '../../../src/summary/summary-report.ts';
import { RandomCounts } from '../../tally/random-counts.ts';
import { type Counts, reportOf } from '../hand-made-report.ts';

const rpc = 'Store/RPC/RPC_FAIL';
const full = 'Store/Handle Selection/NO_AVAILABLE_HANDLE';

/** The summaries of as many nights as there are counts. */
function nights(...counts: Counts[]) {
  return counts.map((count, index) => reportOf(count, { day: index + 1 }));
}

/** The first code's news of a night with this count after nights with those. */
function newsAfter(earlier: readonly number[], tonight: number, hours = 24): CodeNews {
  const report = reportOf({ [rpc]: tonight }, { day: 28, hours });
  const history = earlier.map((lines, index) => reportOf({ [rpc]: lines }, { day: index + 1 }));
  return newsOf(report, history).codes[0]!;
}

const steady = Array.from({ length: 14 }, (_, night) => 100 + (night % 5));
const changing = [0, 400, 20, 90, 0, 250, 10, 0, 130, 60, 0, 310, 40, 0];

describe('a code against earlier nights', () => {
  it.each([
    ['new: never seen, 5 lines', Array(14).fill(0), 5, 'new'],
    ['never seen, 4 lines', Array(14).fill(0), 4, 'up'],
    ['1 against 0 does not page anyone', [0, 0, 0], 1, 'up'],
    ['three times a steady count', steady, 320, 'surge'],
    ['half as much again', steady, 150, 'up'],
    ['the usual', steady, 102, 'same'],
    ['a bit less', steady, 60, 'down'],
    ['none of a steady count', steady, 0, 'gone'],
    ['none of a count that often is none', changing, 0, 'down'],
    ['as many as were before of a count that changes a lot', changing, 450, 'up'],
    ['many times what was ever seen of a count that changes a lot', changing, 5000, 'surge'],
    ['nine lines of a code that had one', [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 9, 'up'],
    ['twelve lines of a code that had one', [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 12, 'surge'],
    ['none of a code of which 5 are usual', Array(14).fill(5), 0, 'down'],
    ['three times one single earlier count', [100], 300, 'up'],
    ['a hundred times one single earlier count', [100], 10_000, 'surge'],
  ] as const)('%s', (_title, earlier, tonight, flag) => {
    expect(newsAfter(earlier, tonight).flag).toBe(flag);
  });

  it('is expected to have the median of the rates', () => {
    expect(newsAfter([10, 20, 30, 40, 50_000], 30)).toMatchObject({ expected: 30, flag: 'same' });
  });

  it('is compared per hour: half the night, half the lines', () => {
    expect(newsAfter(steady, 51, 12)).toMatchObject({ expected: 51, flag: 'same' });
    expect(newsAfter(steady, 320, 72).flag).toBe('up');
  });

  it('is compared over the range that was asked for, where one was', () => {
    const chosen = { since: '2026-06-28T00:00:00Z', until: '2026-06-29T00:00:00Z' };
    const quiet = reportOf({ [rpc]: 102 }, { day: 28, hours: 2, chosen });
    expect(newsOf(quiet, nights(...steady.map((lines) => ({ [rpc]: lines })))).codes[0]!.flag).toBe('same');
  });

  it('is compared as it is where no line has a stamp', () => {
    const range = { from: null, to: null };
    const history = steady.map((lines) => reportOf({ [rpc]: lines }, { range }));
    expect(newsOf(reportOf({ [rpc]: 102 }, { range }), history).codes[0]).toMatchObject({
      expected: 102,
      flag: 'same',
    });
  });

  it('is not gone while an input could not be read', () => {
    const inputs = [{ name: 'a', lines: 0, bytes: 0, found: 0, unstamped: 0, fault: 'no such file' }];
    const news = newsOf(
      reportOf({}, { day: 28, inputs }),
      nights(...steady.map((lines) => ({ [rpc]: lines }))),
    );
    expect(news.codes[0]!.flag).toBe('down');
  });

  it('is gone where nothing was written in the range asked for', () => {
    const report = reportOf(
      {},
      {
        range: { from: null, to: null },
        chosen: { since: '2026-06-28T00:00:00Z', until: '2026-06-29T00:00:00Z' },
      },
    );
    const news = newsOf(report, nights(...steady.map((lines) => ({ [rpc]: lines }))));
    expect(news.codes[0]!.flag).toBe('gone');
  });

  it('says how improbable that is, of more lines and, for one that is gone, of fewer', () => {
    expect(newsAfter(steady, 320).probability).toBeLessThan(0.001);
    expect(newsAfter(steady, 102).probability).toBeGreaterThan(0.3);
    expect(newsAfter(steady, 0).probability).toBeLessThan(0.001);
  });
});

describe('an outlier among the earlier nights', () => {
  const once = steady.with(5, 1020);

  it.each([
    ['three times as many after a night of ten times as many', once, 320, 'surge'],
    ['the same after three such nights', steady.with(3, 500).with(8, 310).with(11, 1000), 320, 'surge'],
    ['ten times as many once more', once, 1000, 'surge'],
    ['the usual after it', once, 102, 'same'],
    ['three times as many after a night of none', steady.with(9, 0), 320, 'surge'],
    [
      'as many as on the last four nights: that is how things are now',
      [...steady.slice(4), 310, 320, 300, 315],
      318,
      'up',
    ],
  ] as const)('%s', (_title, earlier, tonight, flag) => {
    expect(newsAfter(earlier, tonight).flag).toBe(flag);
  });

  it('is none where every such weekday was like it', () => {
    // The 14 nights before June 28, a Sunday, begin with another one.
    const report = reportOf({ [rpc]: 1000 }, { day: 28 });
    const history = Array.from({ length: 14 }, (_, index) =>
      reportOf({ [rpc]: index % 7 === 0 ? 1000 : 100 }, { day: 14 + index }),
    );
    expect(newsOf(report, history).codes[0]!.flag).toBe('up');
  });
});

describe('five weeks of nights', () => {
  const weeks = (lines: (day: number) => number) =>
    Array.from({ length: 35 }, (_, index) => reportOf({ [rpc]: lines(index) }, { day: index - 34 }));
  const random = new RandomCounts(3);
  // June 1 was a Monday, so that the day before that is day 0, a Sunday.
  const working = weeks((index) => random.count([0, 6].includes((index + 1) % 7) ? 15 : 150, 0));

  it.each([
    ['three times a weekday, where weekends are quiet', 450, 'surge', 150],
    ['a usual weekday', 175, 'up', 150],
  ] as const)('know weekdays: %s', (_title, tonight, flag, expected) => {
    const { codes } = newsOf(reportOf({ [rpc]: tonight }, { day: 1 }), working);
    expect(codes[0]!.flag).toBe(flag);
    expect(Math.abs(codes[0]!.expected - expected)).toBeLessThan(20);
  });

  it('show a slow rise, which each night goes along with', () => {
    const rising = weeks((index) => Math.round(100 * 4 ** (Math.max(0, index - 20) / 15)));
    expect(newsOf(reportOf({ [rpc]: 400 }, { day: 1 }), rising).codes[0]!.flag).toBe('surge');
  });

  it('do not show one that is long over', () => {
    const risen = weeks((index) => (index < 22 ? 100 : 300 + index));
    expect(newsOf(reportOf({ [rpc]: 330 }, { day: 1 }), risen).codes[0]!.flag).not.toBe('surge');
  });
});

describe('news', () => {
  it('names what there was tonight or before, what is news first', () => {
    const { codes } = newsOf(
      reportOf(
        { [rpc]: 100, [full]: 30, 'Ambiguous/Ambiguous/A or B': 2, 'Store/Uncatalogued/-9999': 7 },
        { day: 9 },
      ),
      nights({ [rpc]: 100, 'Tent/Other/Gone': 1 }, { [rpc]: 100 }, { [rpc]: 100 }),
    );
    expect(codes.map(({ component, group, name, flag }) => [component, group, name, flag])).toEqual([
      ['Store', 'Handle Selection', 'NO_AVAILABLE_HANDLE', 'new'],
      ['Store', 'Uncatalogued', '-9999', 'new'],
      ['Ambiguous', 'Ambiguous', 'A or B', 'up'],
      ['Store', 'RPC', 'RPC_FAIL', 'same'],
      ['Tent', 'Other', 'Gone', 'same'],
    ]);
  });

  it('flags nothing in the first summary, and says so', () => {
    const news = newsOf(reportOf({ [rpc]: 100 }), []);
    expect(news.codes).toMatchObject([{ flag: 'same', expected: 100, probability: null }]);
    expect(news.baseline).toEqual({ summaries: 0, hours: 0 });
    expect(news.rule).toContain('is the first');
  });

  it('states its rule with the numbers, and that a baseline is thin', () => {
    const stated = (count: number): ReportNews =>
      newsOf(reportOf({ [rpc]: 5 }, { day: 28 }), nights(...Array(count).fill({ [rpc]: 5 })));
    expect(stated(2).rule).toContain('thin (2 of at least 3 summaries)');
    expect(stated(3).rule).not.toContain('thin');
    for (const part of ['at least 5 lines', '2 times', '0.001 / 1 codes', 'at least 10', 'last 14 earlier'])
      expect(stated(14).rule).toContain(part);
    expect(stated(14).baseline).toEqual({ summaries: 14, hours: 24 });
  });
});

it('expects of equal nights their mean, with the variance of chance and what is assumed besides', () => {
  const { mean, variance } = expectation(Array(10).fill({ lines: 100, hours: 24 }), 12);
  expect(mean).toBeCloseTo(50, 9);
  // A tenth of the mean's square is assumed.
  const assumed = 50 ** 2 / 10;
  expect(variance).toBeCloseTo(50 + assumed + 50 / 20 + assumed / 10, 6);
});

describe('on random nights where nothing changes', () => {
  const means = [0.02, 0.1, 0.3, 1, 3, 10, 30, 100, 1000, 20_000];

  /** How many codes of a hundred were flagged, per hundred nights, after so many earlier nights. */
  function falseAlarms(excesses: readonly number[], earlier: number, tries: number): number {
    const random = new RandomCounts(1);
    const night = (day: number) => {
      const counts = Array.from({ length: 100 }, (_, code) => {
        const lines = random.count(means[code % 10]!, excesses[Math.floor(code / 10) % excesses.length]!);
        return [`Store/RPC/CODE_${code}`, lines] as const;
      });
      return reportOf(Object.fromEntries(counts.filter(([, lines]) => lines > 0)), { day });
    };
    // Each night is compared with those before it, as a history does.
    const history = Array.from({ length: earlier + tries }, (_, day) => night(day + 1));
    let flagged = 0;
    for (let tonight = earlier; tonight < history.length; tonight++) {
      const { codes } = newsOf(history[tonight]!, history.slice(tonight - earlier, tonight));
      flagged += codes.filter(({ flag }) => ['new', 'surge', 'gone'].includes(flag)).length;
    }
    return (100 * flagged) / tries;
  }

  it.each([
    ['chance alone', [0], 14, 70],
    ['standard deviations of a fifth, two fifths and two thirds of the mean', [0, 0.05, 0.2, 0.5], 14, 100],
    ['standard deviations up to the mean', [0, 0.05, 0.2, 0.5, 1], 14, 150],
    ['standard deviations up to two fifths of the mean, after 5 nights', [0, 0.05, 0.2], 5, 100],
  ] as const)(
    'fewer than one code of 100 is flagged in 100 nights: %s',
    (_title, excesses, earlier, tries) => {
      expect(falseAlarms(excesses, earlier, tries)).toBeLessThan(1);
    },
  );
});
