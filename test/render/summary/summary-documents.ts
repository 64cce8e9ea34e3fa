import fc from 'fast-check';
import {
  type CodeNews,
  type ReportCode,
  SUMMARY_SCHEMA,
  type SummaryReport,
} from '../../../src/summary/summary-report.ts';

/** A code of a summary as a night could bring it, with what a test cares about changed. */
export function reportCode(changes: Partial<ReportCode> = {}): ReportCode {
  return {
    name: 'TRANSFER_FAIL',
    value: -800,
    lines: 30,
    stated: 20,
    implied: 10,
    first: '2026-07-30T02:00:10.000+02:00',
    last: '2026-07-30T05:59:10.000+02:00',
    buckets: {
      width: 60,
      counts: [
        ['2026-07-30T02:00:00.000+02:00', 10],
        ['2026-07-30T05:59:00.000+02:00', 20],
      ],
    },
    inputs: [{ name: 'store.log', lines: 30 }],
    hosts: [{ name: 'node-1', lines: 30 }],
    sources: [{ name: 'client_service.cpp:1126', lines: 30 }],
    sample: {
      line: 'E20260730 02:00:10.000000 7 client_service.cpp:1126] Transfer failed: TRANSFER_FAIL',
      input: 'store.log',
      time: '2026-07-30T02:00:10.000+02:00',
    },
    ...changes,
  };
}

/** The news of {@link reportCode}. */
export function codeNews(changes: Partial<CodeNews> = {}): CodeNews {
  return {
    component: 'Store',
    group: 'Transfer',
    name: 'TRANSFER_FAIL',
    value: -800,
    flag: 'surge',
    lines: 30,
    expected: 7.5,
    probability: 1e-9,
    ...changes,
  };
}

/** A summary of one code, with what a test cares about changed. */
export function summaryReport(changes: Partial<SummaryReport> = {}): SummaryReport {
  const night = {
    schema: SUMMARY_SCHEMA as typeof SUMMARY_SCHEMA,
    bucket: { least: 60, auto: true },
    inputCount: 1,
    range: { from: '2026-07-30T02:00:00.000+02:00', to: '2026-07-30T06:00:00.000+02:00' },
    inputs: [{ name: 'store.log', lines: 1000, bytes: 160_000, found: 40, unstamped: 0 }],
    lines: 1000,
    bytes: 160_000,
    found: 40,
    implied: 10,
    outside: 0,
    unstamped: 0,
    severities: { F: 0, E: 40, W: 5, other: 955 },
    groups: [{ component: 'Store', group: 'Transfer', lines: 30, codes: [reportCode()] }],
    ambiguous: [],
    uncatalogued: [],
  };
  return { ...night, ...changes };
}

/** Text as logs, file names and catalogues may bring it: anything, with what formats give a meaning to more often. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'=+-@"\'\\`|,;#*_<>&[](){}$ \t\r\n\u001b\u0000ab1é漢🙂') }),
);

/** Summaries whose every text is arbitrary. */
export const anyReport: fc.Arbitrary<SummaryReport> = fc
  .record({
    groups: fc.uniqueArray(
      fc.record({
        component: anyText,
        group: anyText,
        codes: fc.uniqueArray(fc.record({ name: anyText, value: fc.option(fc.integer()), text: anyText }), {
          maxLength: 3,
          selector: ({ name, value }) => `${name}\0${value}`,
        }),
      }),
      { maxLength: 4, selector: ({ component, group }) => `${component}\0${group}` },
    ),
    unknown: fc.uniqueArray(fc.integer(), { maxLength: 3 }),
    fault: anyText,
  })
  .map(({ groups, unknown, fault }) =>
    summaryReport({
      inputs: [{ name: fault, lines: 0, bytes: 0, found: 0, unstamped: 0, fault }],
      groups: groups.map(({ component, group, codes }) => ({
        component,
        group,
        lines: 30,
        codes: codes.map(({ name, value, text }) => {
          const places = [{ name: text, lines: 30 }];
          return reportCode({
            name,
            value,
            inputs: places,
            hosts: places,
            sources: places,
            sample: { line: text, input: text, time: null },
          });
        }),
      })),
      uncatalogued: unknown.map((value) => ({
        component: 'Store',
        ...reportCode({ name: String(value), value }),
      })),
    }),
  );
