import type { PlaceData } from '../tally/bounded-names.ts';
import { OTHER } from '../tally/bounded-names.ts';
import { CodeCounts, type CodeData } from '../tally/code-entry.ts';
import { day, Histogram, type HistogramData, localDays } from '../tally/histogram.ts';
import type { HostCount } from '../tally/host-counts.ts';
import type { InputCount, InputsData } from '../tally/input-counts.ts';
import type { Sample } from '../tally/sample.ts';
import type { ReportCode, ReportHost, ReportInput, ReportPlace, SummaryReport } from './summary-report.ts';
import { loggedHosts } from './watch/logs.ts';

/** Of summaries of the same window by the same member, which replace each other, only the last; all others as they are. */
export function standingReports(reports: readonly SummaryReport[]): SummaryReport[] {
  const last = new Map<string, SummaryReport>();
  for (const report of reports) {
    if (report.window === undefined) continue;
    const known = last.get(report.window.key);
    if (known?.window === undefined || known.window.version < report.window.version)
      last.set(report.window.key, report);
  }
  return reports.filter((report) => report.window === undefined || last.get(report.window.key) === report);
}

/** How many codes that the catalogue lacks a report tells apart, of each component. */
const mostApart = 1000;

/**
 * Of codes whose names come from logs the most frequent ones; all others are one called `other`, which comes last.
 *
 * @param codes most lines first
 */
export function frequentCodes(codes: readonly CodeData[]): readonly CodeData[] {
  const named = codes.filter(({ name }) => name !== OTHER);
  const rest = [...named.slice(mostApart), ...codes.filter(({ name }) => name === OTHER)];
  if (rest.length === 0) return named;
  const other = new CodeCounts({ component: '', group: '', name: OTHER, value: undefined });
  for (const code of rest) other.merge(code);
  return [...named.slice(0, mostApart), other.data(undefined)];
}

export function reportCode(data: CodeData, width: number, iso: (epochTime: number) => string): ReportCode {
  const time = (value: number | undefined): string | null => (value === undefined ? null : iso(value));
  const shown = bucketsOf(data.buckets, width, iso);
  return {
    name: data.name,
    value: data.value ?? null,
    lines: data.lines,
    stated: data.stated,
    implied: data.implied,
    first: time(data.first),
    last: time(data.last),
    buckets: {
      width: shown.width / 1000,
      counts: shown.counts.map(([start, lines]) => [time(start)!, lines] as const),
    },
    inputs: data.inputs.map(reportPlace),
    hosts: data.hosts.map(reportPlace),
    sources: data.sources.map(reportPlace),
    sample:
      data.sample === undefined
        ? null
        : { line: data.sample.line, input: data.sample.input, time: time(data.sample.time) },
  };
}

/** Days begin at midnight by the clock of the report; what was counted by wider buckets stays as it is. */
function bucketsOf(data: HistogramData, width: number, iso: (time: number) => string): HistogramData {
  if (width === day && data.width < day) return localDays(data, iso);
  const buckets = new Histogram();
  buckets.merge(data);
  buckets.widenTo(width);
  return buckets.data();
}

export function codeOf(code: ReportCode): CodeData {
  const { sample } = code;
  return {
    name: code.name,
    value: code.value ?? undefined,
    lines: code.lines,
    stated: code.stated,
    implied: code.implied,
    first: epochOf(code.first),
    last: epochOf(code.last),
    buckets: {
      width: code.buckets.width * 1000,
      counts: code.buckets.counts.map(([start, lines]) => [Date.parse(start), lines] as const),
    },
    inputs: placesOf(code.inputs),
    hosts: placesOf(code.hosts),
    sources: placesOf(code.sources),
    ...(sample === null ? {} : { sample: sampleOf(sample) }),
  };
}

function sampleOf(sample: NonNullable<ReportCode['sample']>): Sample {
  return { line: sample.line, input: sample.input, time: epochOf(sample.time) };
}

export function reportInput(
  { name, lines, bytes, first, last, ended, found, unstamped, fault }: InputCount,
  time: (value: number | undefined) => string | null,
): ReportInput {
  const end = last === undefined ? time(ended) : null;
  const stamps = { first: time(first), last: time(last), ...(end === null ? {} : { ended: end }) };
  return { name, lines, bytes, ...stamps, found, unstamped, ...(fault === undefined ? {} : { fault }) };
}

function inputOf({ first, last, ended, ...input }: ReportInput): InputCount {
  return {
    ...input,
    first: epochOf(first ?? null),
    last: epochOf(last ?? null),
    ended: epochOf(ended ?? null),
  };
}

export function reportHost(
  { name, lines, last }: HostCount,
  time: (value: number | undefined) => string | null,
): ReportHost {
  return { name, lines, last: time(last) };
}

/** Lines of each host; of summaries of older programs as they are told for each code. */
export function hostCountsOf(report: SummaryReport): HostCount[] {
  return loggedHosts(report).map(({ name, lines, last = null }) => ({ name, lines, last: epochOf(last) }));
}

export function inputsOf({ inputs, inputCount }: SummaryReport): InputsData {
  const other = inputs.find(({ name }) => name === OTHER);
  return {
    count: inputCount ?? inputs.length,
    named: inputs.filter((input) => input !== other).map(inputOf),
    ...(other && { other: inputOf(other) }),
  };
}

function reportPlace([name, lines]: PlaceData[number]): ReportPlace {
  return { name, lines };
}

function placesOf(places: readonly ReportPlace[]): PlaceData {
  return places.map(({ name, lines }) => [name, lines] as const);
}

/** Epoch milliseconds of a time in a document; undefined of none. */
export function epochOf(iso: string | null): number | undefined {
  return iso === null ? undefined : Date.parse(iso);
}

export function utc(time: number): string {
  return new Date(time).toISOString().replace('Z', '+00:00');
}
