import type { ReportCode, SummaryReport } from '../../src/summary/summary-report.ts';
import { SUMMARY_SCHEMA } from '../../src/summary/summary-report.ts';

/** What a made-up summary counted: lines by `component/group/CODE`. */
export type Counts = Readonly<Record<string, number>>;

/** A summary of one input that counted so many lines of each code over these hours of one day. */
export function reportOf(
  counts: Counts,
  {
    day = 1,
    hours = 24,
    from = 0,
    ...rest
  }: Partial<SummaryReport> & { day?: number; hours?: number; from?: number } = {},
): SummaryReport {
  const start = Date.UTC(2026, 5, day, from);
  const groups = new Map<string, { component: string; group: string; lines: number; codes: ReportCode[] }>();
  const ambiguous: ReportCode[] = [];
  const uncatalogued: (ReportCode & { component: string })[] = [];
  for (const [place, lines] of Object.entries(counts)) {
    const [component, group, name] = place.split('/') as [string, string, string];
    const code = codeOf(name, lines);
    if (component === 'Ambiguous') ambiguous.push(code);
    else if (group === 'Uncatalogued') uncatalogued.push({ component, ...code });
    else {
      const key = `${component}/${group}`;
      const entry = groups.get(key) ?? { component, group, lines: 0, codes: [] };
      groups.set(key, { ...entry, lines: entry.lines + lines, codes: [...entry.codes, code] });
    }
  }
  const found = Object.values(counts).reduce((sum, lines) => sum + lines, 0);
  return {
    schema: SUMMARY_SCHEMA,
    range: { from: new Date(start).toISOString(), to: new Date(start + hours * 3_600_000 - 1).toISOString() },
    inputs: [{ name: 'store.log', lines: 1000 + found, bytes: 100_000, found, unstamped: 0 }],
    lines: 1000 + found,
    bytes: 100_000,
    found,
    implied: 0,
    outside: 0,
    unstamped: 0,
    severities: { F: 0, E: found, W: 0, other: 1000 },
    groups: [...groups.values()],
    ambiguous,
    uncatalogued,
    ...rest,
  };
}

function codeOf(name: string, lines: number): ReportCode {
  return {
    name,
    value: -100,
    lines,
    stated: lines,
    implied: 0,
    first: null,
    last: null,
    buckets: { width: 60, counts: [] },
    inputs: [{ name: 'store.log', lines }],
    hosts: [],
    sources: [],
    sample: { line: `E0601 error=${name}`, input: 'store.log', time: null },
  };
}
