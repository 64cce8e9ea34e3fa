import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asReport } from '../../src/summary/read-report.ts';
import { autoBuckets, type BucketChoice, mergeReports, summaryReport } from '../../src/summary/report.ts';
import type { SummaryReport } from '../../src/summary/summary-report.ts';
import { type CountedLine, countedLine, stated, tallyOf } from '../tally/counted-lines.ts';

const iso = (time: number): string => new Date(time).toISOString().replace('Z', '+00:00');
const lines = fc.array(countedLine, { maxLength: 12 });
const bucket: fc.Arbitrary<BucketChoice> = fc.constantFrom(autoBuckets, { least: 600_000, auto: false });

/** What one run over these lines says. */
function reportOf(all: readonly CountedLine[], choice: BucketChoice = autoBuckets): SummaryReport {
  const times = all.flatMap(({ findings, time }) => (findings.length === 0 ? [] : (time ?? [])));
  const range = times.length === 0 ? {} : { from: Math.min(...times), to: Math.max(...times) };
  return summaryReport(tallyOf(all).data(), { ...range, bucket: choice }, iso);
}

/** Inputs of the same name are one in a run, and several in several: that is all that differs. */
function withoutCount({ foldedInputs: _, ...report }: SummaryReport): SummaryReport {
  return { ...report, inputCount: 0 };
}

describe('a summary report', () => {
  it('comes through JSON, and back to its counts, as it was', () => {
    fc.assert(
      fc.property(lines, bucket, (a, choice) => {
        const report = reportOf(a, choice);
        const copy = asReport(JSON.parse(JSON.stringify(report)));
        expect(copy).toEqual(report);
        expect(mergeReports([copy])).toEqual(report);
      }),
    );
  });

  it('of several parts is that of one run over all lines', () => {
    fc.assert(
      fc.property(lines, lines, lines, bucket, (a, b, c, choice) => {
        const merged = mergeReports([a, b, c].map((part) => reportOf(part, choice)));
        expect(withoutCount(merged)).toEqual(withoutCount(reportOf([...a, ...b, ...c], choice)));
      }),
    );
  });

  it('is the same in whatever order and grouping parts are merged', () => {
    fc.assert(
      fc.property(fc.tuple(lines, bucket), fc.tuple(lines, bucket), fc.tuple(lines, bucket), (...parts) => {
        const [a, b, c] = parts.map(([part, choice]) => reportOf(part, choice)) as [
          SummaryReport,
          SummaryReport,
          SummaryReport,
        ];
        const all = mergeReports([a, b, c]);
        expect(mergeReports([c, a, b])).toEqual(all);
        expect(mergeReports([mergeReports([a, b]), c])).toEqual(all);
        expect(mergeReports([a, mergeReports([c, b])])).toEqual(all);
      }),
    );
  });

  it('keeps the first thousand places and inputs by name, however they are merged', () => {
    const random = Array.from({ length: 2600 }, (_, index) => ((index * 7919) % 2600) + 10_000);
    const all: CountedLine[] = random.map((number) => ({
      input: `${number}.log`,
      findings: [stated('RPC_FAIL')],
      time: number,
      text: `[pod/host-${number}/store] E0730 02:14:13.1 1 a.cpp:${number}] x`,
    }));
    const whole = reportOf(all);
    const { inputs, hosts, sources } = whole.groups[0]!.codes[0]!;
    for (const places of [inputs, hosts, sources]) {
      expect(places).toHaveLength(1001);
      expect(places.at(-1)).toEqual({ name: 'other', lines: 1600 });
    }
    expect(whole.inputs).toHaveLength(1001);
    expect(whole.inputs[0]).toMatchObject({ name: '10000.log', lines: 1 });
    expect(whole.inputs.at(-1)).toMatchObject({ name: 'other', lines: 1600, found: 1600 });
    expect(whole).toMatchObject({ inputCount: 2600, foldedInputs: 1600 });
    const parts = [all.slice(0, 900), all.slice(900, 2500), all.slice(2500)].map((part) => reportOf(part));
    expect(mergeReports(parts)).toEqual(whole);
    expect(mergeReports([mergeReports(parts.slice(1)), parts[0]!])).toEqual(whole);
  });

  it.each([
    [60_000, 4.7 * 3_600_000],
    [600_000, 12 * 3_600_000],
    [3_600_000, 11 * 86_400_000],
    [86_400_000, 200 * 86_400_000],
  ])('has buckets of %i ms over %i ms unless they were chosen', (width, length) => {
    const line = { input: 'a', findings: [stated('RPC_FAIL')], text: 'x' };
    const all = [0, length].map((time) => ({ ...line, time }));
    expect(reportOf(all).groups[0]!.codes[0]!.buckets.width).toBe(width / 1000);
  });

  it('keeps the earliest line as a sample that harms nothing', () => {
    const line = { input: 'a.log', findings: [stated('RPC_FAIL')] };
    const sample = (...texts: string[]) =>
      reportOf(texts.map((text, time) => ({ ...line, text, time }))).groups[0]!.codes[0]!.sample!;
    expect(sample('first', 'second')).toEqual({ line: 'first', input: 'a.log', time: iso(0) });
    expect(sample('\x1b]0;x\x07 \xc3\xa4 \xe2\x80\xae \xff \t').line).toBe('␛]0;x␇ ä \\u{202E} \ufffd ␉');
    expect(sample('y'.repeat(1_000_000)).line).toBe(`${'y'.repeat(400)}…`);
    expect(sample('\xf0\x9f\x98\x80'.repeat(500)).line).toBe(`${'😀'.repeat(200)}…`);
    expect(sample(`y${'\xf0\x9f\x98\x80'.repeat(500)}`).line).toBe(`y${'😀'.repeat(199)}…`);
  });
});

describe('a merged range', () => {
  const chosen = (since: number | undefined, until: number | undefined) =>
    summaryReport(tallyOf([]).data(), { bucket: autoBuckets, chosen: { since, until } }, iso);

  it('is as wide as those of its parts together, and absent when one part has none', () => {
    expect(mergeReports([chosen(1, 5), chosen(3, 9)]).chosen).toEqual({ since: iso(1), until: iso(9) });
    expect(mergeReports([chosen(1, 5), chosen(3, undefined)]).chosen).toEqual({ since: iso(1), until: null });
    expect(mergeReports([chosen(1, 5), reportOf([])]).chosen).toBeUndefined();
  });
});

describe('a document that is no summary', () => {
  const report = reportOf([]);
  it.each([
    [null, 'foreign'],
    [[1], 'foreign'],
    ['x', 'foreign'],
    [{ schema: 'mooncake-annotate/triage@1' }, 'foreign'],
    [{ ...report, schema: 'mooncake-annotate/summary@2' }, 'newer'],
    [{ ...report, lines: -1 }, 'broken'],
    [{ ...report, inputs: [{ name: 'x' }] }, 'broken'],
    [{ ...report, range: { from: 'yesterday', to: null } }, 'broken'],
    [{ schema: report.schema }, 'broken'],
  ])('is refused: %j', (document, code) => {
    expect(() => asReport(document)).toThrow(expect.objectContaining({ name: 'ReportError', code }));
  });

  it('may hold more than this program knows', () => {
    const later = { ...report, mood: 'fine' };
    expect(asReport(later)).toBe(later);
  });
});
