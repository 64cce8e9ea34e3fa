import { describe, expect, it } from 'vitest';
import { compactReport } from '../../../src/summary/history/report-history.ts';
import type { ReportInput, SummaryReport } from '../../../src/summary/summary-report.ts';
import { noticesOf } from '../../../src/summary/watch/notices.ts';
import { reportOf } from '../hand-made-report.ts';

const iso = (time: number): string => new Date(time).toISOString();
const at = (day: number, hour: number): string => iso(Date.UTC(2026, 5, day, hour));

/** One input whose last stamp is that of this hour. */
function input(
  name: string,
  lines: number,
  last: string | null,
  rest: Partial<ReportInput> = {},
): ReportInput {
  return { name, lines, bytes: 100 * lines, found: 0, unstamped: 0, first: last, last, ...rest };
}

/** A night from midnight to midnight with these inputs. */
function night(
  day: number,
  inputs: readonly ReportInput[],
  rest: Partial<SummaryReport> = {},
): SummaryReport {
  const lines = inputs.reduce((sum, entry) => sum + entry.lines, 0);
  const range = lines === 0 ? { from: null, to: null } : { from: at(day, 0), to: at(day, 23) };
  const chosen = { since: at(day, 0), until: at(day + 1, 0) };
  return reportOf({}, { day, inputs, lines, range, chosen, ...rest });
}

/** Fourteen nights of two logs, a busy and a quiet one. */
const usual = Array.from({ length: 14 }, (_, index) =>
  compactReport(
    night(index + 1, [
      input('a.log', 140 + (index % 7), at(index + 1, 23)),
      input('b.log', 3, at(index + 1, 9)),
    ]),
  ),
);

function texts(report: SummaryReport, history: readonly SummaryReport[] = usual, seen = {}): string[] {
  return noticesOf(report, { history, seen, iso }).map(({ kind, text }) => `${kind}: ${text}`);
}

describe('a log', () => {
  const b = input('b.log', 3, at(15, 9));

  it('is not told of while it goes on as usual', () => {
    expect(texts(night(15, [input('a.log', 145, at(15, 23)), b]))).toEqual([]);
    expect(texts(night(15, [input('a.log', 145, at(15, 23)), input('b.log', 0, null)]))).toEqual([]);
  });

  it('is silent without a line, or when its file is gone', () => {
    expect(texts(night(15, [input('a.log', 0, null), b]))).toEqual([
      'silent: a.log: no line, about 140 lines usual',
    ]);
    expect(texts(night(15, [input('a.log', 145, at(15, 23))]))).toEqual([
      'silent: b.log: is not among the logs any more, about 3 lines usual',
    ]);
  });

  it('is silent when it stops hours before the end of the range', () => {
    expect(texts(night(15, [input('a.log', 7, at(15, 1)), b]))).toEqual([
      'silent: a.log: no line after 2026-06-15 01:00:00, about 140 lines usual until the end of the range',
    ]);
  });

  it('is silent also after nights of many more lines, which tell nothing of how few there can be', () => {
    const surges = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1400, 400, 0, 800, 1400];
    const days = surges.map((more, index) =>
      night(index + 1, [input('a.log', 470 + (index % 5) + more, at(index + 1, 23))]),
    );
    expect(texts(night(15, [input('a.log', 0, null), input('b.log', 9, at(15, 9))]), days)).toEqual([
      'silent: a.log: no line, about 470 lines usual',
    ]);
    expect(texts(night(15, [input('a.log', 300, at(15, 10))]), days)).toEqual([
      'silent: a.log: no line after 2026-06-15 10:00:00, about 280 lines usual until the end of the range',
    ]);
  });

  it('may end early as on nights before', () => {
    const days = Array.from({ length: 14 }, (_, index) =>
      night(index + 1, [input('a.log', 145, at(index + 1, 12))]),
    );
    expect(texts(night(15, [input('a.log', 145, at(15, 10))]), days)).toEqual([]);
  });

  it('is one log with its rotated files, whatever these are called tonight', () => {
    const days = Array.from({ length: 14 }, (_, index) => {
      const day = index + 1;
      return night(day, [
        input('a.log', 20, at(day, 23)),
        input(`a.log-202606${10 + day}`, 120, at(day, 12)),
      ]);
    });
    expect(texts(night(15, [input('a.log', 140, at(15, 23))]), days)).toEqual([]);
  });

  it('that could not be read is told of elsewhere', () => {
    expect(texts(night(15, [input('a.log', 0, null, { fault: 'permission denied' }), b]))).toEqual([]);
  });
});

it('a host without a line with a code, where others have some, is silent', () => {
  const counts = (day: number, hosts: Record<string, number>): SummaryReport => {
    const report = reportOf({ 'Store/RPC/RPC_FAIL': 200 }, { day });
    const [group] = report.groups;
    const places = Object.entries(hosts).map(([name, lines]) => ({ name, lines }));
    return { ...report, groups: [{ ...group!, codes: [{ ...group!.codes[0]!, hosts: places }] }] };
  };
  const days = Array.from({ length: 14 }, (_, index) => counts(index + 1, { 'node-1': 100, 'node-2': 100 }));
  expect(texts(counts(15, { 'node-1': 100 }), days)).toEqual([
    'silent: host node-2: no line with a code, about 100 lines usual',
  ]);
  expect(texts(counts(15, { 'node-1': 100, 'node-2': 40 }), days)).toEqual([]);
});

it('a host whose lines with a code stop hours before the end of the range is silent', () => {
  const hosts = (day: number, hour: number, last = true): SummaryReport =>
    night(day, [input('all.log', 500, at(day, 23))], {
      hosts: [
        { name: 'node-1', lines: 100, last: at(day, 23) },
        { name: 'node-2', lines: hour === 23 ? 100 : 40, ...(last ? { last: at(day, hour) } : {}) },
      ],
    });
  const days = Array.from({ length: 14 }, (_, index) => hosts(index + 1, 23));
  expect(texts(hosts(15, 23), days)).toEqual([]);
  expect(texts(hosts(15, 10), days)).toEqual([
    'silent: host node-2: no line with a code after 2026-06-15 10:00:00, about 58 lines usual until the end of the range',
  ]);
  // What older programs kept does not say when a host had its last line.
  const old = days.map(({ hosts: kept, ...report }) => ({
    ...report,
    hosts: kept!.map(({ name, lines }) => ({ name, lines })),
  }));
  expect(texts(hosts(15, 10), old)).toEqual([]);
});

describe('a summary without a line', () => {
  const none = night(15, [input('a.log', 0, null)], { lines: 0, otherLines: 9 });

  it('says where the logs are instead', () => {
    expect(texts(none, [], { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 5, 9) })).toEqual([
      'silent: no line is of the time that was asked for: the logs go from 2026-06-01 00:00:00 to 2026-06-09 00:00:00',
    ]);
    expect(texts(none, [])).toEqual([
      'silent: no line is of the time that was asked for: no line has a readable time stamp',
    ]);
    expect(texts({ ...none, otherLines: 0 }, [])).toEqual([
      'silent: there is no line at all: the logs are empty',
    ]);
  });

  it('is silent as a whole, not log by log', () => {
    expect(texts(none)).toHaveLength(1);
  });
});

describe('nights', () => {
  const logs = (day: number) => [input('a.log', 145, at(day, 23)), input('b.log', 3, at(day, 9))];

  it('that were missed are told of on the next one', () => {
    expect(texts(night(16, logs(16)))).toEqual([
      'missed: no summary was kept of 2026-06-15 00:00:00 to 2026-06-16 00:00:00',
    ]);
  });

  it('may leave out what they always do', () => {
    const working = usual.filter((_, index) => index % 7 < 5);
    expect(
      texts(
        night(15, logs(15)),
        working.filter((_, index) => index >= 0),
      ),
    ).toEqual(['missed: no summary was kept of 2026-06-13 00:00:00 to 2026-06-15 00:00:00']);
    const weeks = Array.from({ length: 28 }, (_, index) => night(index - 14, logs(index - 14))).filter(
      (_, index) => index % 7 < 5,
    );
    expect(texts(night(14, logs(14)), weeks)).toEqual([]);
  });

  it('that were counted before are told of, and so is one that overlaps by more than half', () => {
    expect(texts(night(14, logs(14)))).toEqual([
      'repeated: the history has a summary of 2026-06-14 00:00:00 to 2026-06-15 00:00:00 already; this one takes its place',
    ]);
    const later = { since: at(14, 4), until: at(15, 4) };
    expect(texts(night(14, logs(14), { chosen: later })).join('\n')).toContain('repeated');
  });

  it('may lose or gain an hour with the clocks', () => {
    expect(texts(night(15, logs(15), { chosen: { since: at(15, 1), until: at(16, 1) } }))).toEqual([]);
    expect(texts(night(15, logs(15), { chosen: { since: at(14, 23), until: at(15, 23) } }))).toEqual([]);
  });
});

it('the same lines in two inputs are told of', () => {
  const same = { first: at(1, 0), bytes: 999, found: 4 };
  const inputs = ['a.log', 'copy.log', 'c.log'].map((name, index) =>
    input(name, index === 2 ? 141 : 140, at(1, 23), same),
  );
  expect(texts(night(1, inputs), [])).toEqual([
    'duplicated: a.log and copy.log hold the same lines, which count twice',
  ]);
});

it('a copy of a log that has grown since is told of, where stamps have parts of a second', () => {
  const [first, last] = ['2026-06-01T00:00:01.250Z', '2026-06-01T23:59:01.375Z'];
  const both = (stamps: object): SummaryReport =>
    night(
      1,
      [999, 1999].map((bytes) => input(`${bytes}.log`, 140, at(1, 23), { bytes, ...stamps })),
    );
  expect(texts(both({ first, last }), [])).toHaveLength(1);
  expect(texts(both({}), [])).toEqual([]);
});

it('many copies are one notice', () => {
  const names = Array.from({ length: 1000 }, (_, index) => `${index}.log`);
  const inputs = names.map((name) => input(name, 140, at(1, 23), { bytes: 999 }));
  expect(texts(night(1, inputs), [])).toEqual([
    'duplicated: 0.log and 1.log (and 998 more) hold the same lines, which count 1000 times',
  ]);
});
