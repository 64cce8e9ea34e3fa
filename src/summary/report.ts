import type { CodeData } from '../tally/code-entry.ts';
import { day, inLocalDays, widthFor } from '../tally/histogram.ts';
import type { Interruptions } from '../tally/input-counts.ts';
import { maximum } from '../tally/stats.ts';
import { Tally, type TallyData } from '../tally/tally.ts';
import {
  codeOf,
  epochOf,
  frequentCodes,
  hostCountsOf,
  inputsOf,
  reportCode,
  reportHost,
  reportInput,
  standingReports,
  utc,
} from './report-rows.ts';
import { joinShares } from './shares/join-shares.ts';
import { type ReportCode, type ReportShare, SUMMARY_SCHEMA, type SummaryReport } from './summary-report.ts';

/** How wide time buckets are at least, in milliseconds, and whether they are to be made wider over a long range. */
export interface BucketChoice {
  readonly least: number;
  readonly auto: boolean;
}

/** Widths are chosen by the range, from minutes on. */
export const autoBuckets: BucketChoice = { least: 60_000, auto: true };

/** What a summary says besides its counts. Times are epoch milliseconds. */
export interface SummaryContext {
  /** The first and last stamp seen. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** The range that was asked for. */
  readonly chosen?: { readonly since?: number | undefined; readonly until?: number | undefined } | undefined;
  readonly bucket: BucketChoice;
  readonly interruptions?: Interruptions | undefined;
  /** What the night is called, where a checkpoint and a history go together. */
  readonly night?: string | undefined;
  /** Shares of inputs that are not whole yet. */
  readonly shares?: readonly ReportShare[] | undefined;
}

/**
 * Makes the document of a tally.
 *
 * @param iso writes a time in epoch milliseconds as ISO 8601 with offset and milliseconds
 */
export function summaryReport(
  tally: TallyData,
  context: SummaryContext,
  iso: (time: number) => string,
): SummaryReport {
  const { from, to, chosen, bucket, interruptions, night, shares = [] } = context;
  const time = (value: number | undefined): string | null => (value === undefined ? null : iso(value));
  const range = bucket.auto && from !== undefined && to !== undefined ? widthFor(from, to) : 0;
  const width = Math.max(bucket.least, range);
  const code = (data: CodeData): ReportCode => reportCode(data, width, iso);
  const { inputs, hosts = [], groups, severe } = tally;
  const plain = groups.filter(
    ({ component, group }) => component !== 'Ambiguous' && group !== 'Uncatalogued',
  );
  return {
    schema: SUMMARY_SCHEMA,
    range: { from: time(from), to: time(to) },
    ...(chosen === undefined ? {} : { chosen: { since: time(chosen.since), until: time(chosen.until) } }),
    bucket: { least: bucket.least / 1000, auto: bucket.auto },
    inputs: [...inputs.named, ...(inputs.other === undefined ? [] : [inputs.other])].map((input) =>
      reportInput(input, time),
    ),
    inputCount: inputs.count,
    ...(inputs.other === undefined ? {} : { foldedInputs: inputs.count - inputs.named.length }),
    lines: tally.lines,
    ...(chosen === undefined ? {} : { otherLines: tally.otherLines ?? 0 }),
    ...(hosts.length === 0 ? {} : { hosts: hosts.map((host) => reportHost(host, time)) }),
    bytes: tally.bytes,
    found: tally.found,
    implied: tally.implied,
    outside: tally.outside,
    unstamped: tally.unstamped,
    severities: { ...severe, other: tally.lines - severe.F - severe.E - severe.W },
    ...(interruptions === undefined ? {} : { interruptions }),
    groups: plain.map(({ component, group, lines, codes }) => ({
      component,
      group,
      lines,
      codes: codes.map(code),
    })),
    ambiguous: groups
      .filter(({ component }) => component === 'Ambiguous')
      .flatMap(({ codes }) => codes.map(code)),
    uncatalogued: groups
      .filter(({ component, group }) => component !== 'Ambiguous' && group === 'Uncatalogued')
      .flatMap(({ component, codes }) =>
        frequentCodes(codes).map((count) => ({ component, ...code(count) })),
      ),
    ...(shares.length === 0 ? {} : { shares }),
    ...(night === undefined ? {} : { night }),
  };
}

/**
 * Adds summaries of several hosts or nights into one: exactly what one run over all logs would have said, in whatever
 * order or grouping they are added. Shares of one input become that input: lines behind a cut get the time of the stamp
 * before it. Of windows of a stream only the last version of each counts. What is news is left out, as it was news to the
 * parts only.
 *
 * @param iso how times are written
 */
export function mergeReports(
  given: readonly SummaryReport[],
  iso: (time: number) => string = utc,
): SummaryReport {
  const reports = standingReports(given);
  const all = new Tally();
  // Hours go into days of this clock, not of UTC's, which the days of the other documents would overlap.
  const hasDays = reports.some(({ groups, ambiguous, uncatalogued }) =>
    [...groups.flatMap(({ codes }) => codes), ...ambiguous, ...uncatalogued].some(
      ({ buckets }) => buckets.width * 1000 === day,
    ),
  );
  const add = (tally: TallyData): void => all.merge(hasDays ? withLocalDays(tally, iso) : tally);
  const streams = new Set<string>();
  const contexts = reports.map((report) => {
    const { tally, context } = countsOf(report);
    const { window, inputs } = report;
    // However many windows it has, a stream is one input.
    const known = window === undefined ? 0 : inputs.filter(({ name }) => streams.has(name)).length;
    if (window !== undefined) for (const { name } of inputs) streams.add(name);
    add({ ...tally, inputs: { ...tally.inputs, count: tally.inputs.count - known } });
    return context;
  });
  const { open, corrections, ends } = joinShares(reports.flatMap(({ shares = [] }) => shares));
  for (const correction of corrections) add(correction);
  const context = joined(contexts);
  if (corrections.length === 0) return summaryReport(all.data(), { ...context, shares: open }, iso);
  // Stamps at cuts are no ends of an input: one run would not have looked there.
  const times = [
    ...ends,
    ...contexts.flatMap(({ from, to }, index) => (isOnlyShares(reports[index]!) ? [] : [from, to])),
    ...all.groups().flatMap(({ codes }) => codes.flatMap(({ first, last }) => [first, last])),
  ];
  const own = (value: number | undefined): number | undefined => value;
  const range = { from: end(times, own, Math.min), to: end(times, own, Math.max) };
  return summaryReport(all.data(), { ...context, ...range, shares: open }, iso);
}

function withLocalDays(tally: TallyData, iso: (time: number) => string): TallyData {
  const inDays = (code: CodeData): CodeData => ({ ...code, buckets: inLocalDays(code.buckets, iso) });
  return {
    ...tally,
    groups: tally.groups.map((group) => ({ ...group, codes: group.codes.map(inDays) })),
  };
}

/** Whether a document tells of shares of inputs and of no whole input. */
function isOnlyShares({ shares = [], inputs }: SummaryReport): boolean {
  return inputs.length > 0 && inputs.every(({ name }) => shares.some(({ input }) => input === name));
}

/** The counts of a document, and what else it says. */
function countsOf(report: SummaryReport): {
  readonly tally: TallyData;
  readonly context: SummaryContext;
} {
  const { range, chosen, bucket, interruptions, severities, shares } = report;
  const { F, E, W } = severities;
  const tally: TallyData = {
    lines: report.lines,
    otherLines: report.otherLines ?? 0,
    bytes: report.bytes,
    found: report.found,
    implied: report.implied,
    outside: report.outside,
    unstamped: report.unstamped,
    severe: { F, E, W },
    inputs: inputsOf(report),
    hosts: hostCountsOf(report),
    groups: [
      ...report.groups.map(({ codes, ...group }) => ({ ...group, codes: codes.map(codeOf) })),
      // How many lines have several of these is not known, and not asked for.
      ...report.ambiguous.map((code) => {
        return { component: 'Ambiguous', group: 'Ambiguous', lines: code.lines, codes: [codeOf(code)] };
      }),
      ...report.uncatalogued.map(({ component, ...code }) => {
        return { component, group: 'Uncatalogued', lines: code.lines, codes: [codeOf(code)] };
      }),
    ],
  };
  const context: SummaryContext = {
    from: epochOf(range.from),
    to: epochOf(range.to),
    ...(chosen === undefined
      ? {}
      : { chosen: { since: epochOf(chosen.since), until: epochOf(chosen.until) } }),
    bucket: bucket === undefined ? autoBuckets : { least: bucket.least * 1000, auto: bucket.auto },
    ...(interruptions === undefined ? {} : { interruptions }),
    ...(shares === undefined ? {} : { shares }),
  };
  return { tally, context };
}

function joined(contexts: readonly SummaryContext[]): SummaryContext {
  const interruptions = contexts.flatMap((context) => context.interruptions ?? []);
  const sum = (key: keyof Interruptions): number =>
    interruptions.reduce((total, happened) => total + happened[key], 0);
  return {
    from: end(contexts, (context) => context.from, Math.min),
    to: end(contexts, (context) => context.to, Math.max),
    chosen: widestChoice(contexts),
    bucket: {
      least: Math.max(autoBuckets.least, maximum(contexts.map(({ bucket }) => bucket.least))),
      auto: contexts.length === 0 || contexts.some(({ bucket }) => bucket.auto),
    },
    ...(interruptions.length === 0
      ? {}
      : {
          interruptions: { rotations: sum('rotations'), truncations: sum('truncations'), gaps: sum('gaps') },
        }),
  };
}

/** A summary of everything has no chosen range, and one that is open at an end stays open there. */
function widestChoice(contexts: readonly SummaryContext[]): SummaryContext['chosen'] {
  const chosen = contexts.map((context) => context.chosen);
  if (chosen.length === 0 || chosen.includes(undefined)) return undefined;
  const open = (key: 'since' | 'until'): boolean => chosen.some((range) => range?.[key] === undefined);
  return {
    since: open('since') ? undefined : end(chosen, (range) => range?.since, Math.min),
    until: open('until') ? undefined : end(chosen, (range) => range?.until, Math.max),
  };
}

function end<Of>(
  all: readonly Of[],
  of: (one: Of) => number | undefined,
  outermost: (...times: number[]) => number,
): number | undefined {
  const times = all.map(of).filter((value) => value !== undefined);
  return times.length === 0 ? undefined : outermost(...times);
}
