import { type HistoryLine, keepLine, readKeptLines } from '../../input/history/kept-lines.ts';
import { HistoryError } from '../../input/input-error.ts';
import { OTHER } from '../../tally/bounded-names.ts';
import { asReport, ReportError } from '../read-report.ts';
import { reportSpanOf } from '../report-span.ts';
import { type ReportCode, SUMMARY_SCHEMA, type SummaryReport } from '../summary-report.ts';
import { loggedHosts, logsOf } from '../watch/logs.ts';

/** Inputs beyond so many are one in a compact summary. */
const mostInputs = 50;

/** So many logs and hosts are kept, the first by name, of which is told when they fall silent. */
const mostLogs = 100;

/**
 * A summary without what only a reader of that very night needs: a valid summary with all its counts, but without
 * buckets, places, samples and news. Some kilobytes, however much was counted.
 */
export function compactReport({ news: _news, notices: _notices, ...report }: SummaryReport): SummaryReport {
  return {
    ...report,
    ...compactInputs(report),
    logs: firstOf(logsOf(report)),
    hosts: firstOf(loggedHosts(report)),
    groups: report.groups.map((group) => ({ ...group, codes: group.codes.map(compactCode) })),
    ambiguous: report.ambiguous.map(compactCode),
    uncatalogued: report.uncatalogued.map((code) => ({
      component: code.component,
      ...compactCode(code),
    })),
  };
}

function firstOf<Named extends { readonly name: string }>(all: readonly Named[]): readonly Named[] {
  return all.length <= mostLogs ? all : all.toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(0, mostLogs);
}

// Shared, since a history is many of these.
const nowhere: readonly never[] = [];

function compactCode(code: ReportCode): ReportCode {
  return {
    ...code,
    buckets: { width: code.buckets.width, counts: nowhere },
    inputs: nowhere,
    hosts: nowhere,
    sources: nowhere,
    sample: null,
  };
}

function compactInputs({
  inputs,
  inputCount,
}: Omit<SummaryReport, 'news' | 'notices'>): Pick<SummaryReport, 'inputs'> & { foldedInputs?: number } {
  if (inputs.length <= mostInputs) return { inputs };
  const rest = inputs.slice(mostInputs);
  const sum = (key: 'lines' | 'bytes' | 'found' | 'unstamped'): number =>
    rest.reduce((total, input) => total + input[key], 0);
  const fault = rest.find((input) => input.fault !== undefined)?.fault;
  const other = {
    name: OTHER,
    lines: sum('lines'),
    bytes: sum('bytes'),
    found: sum('found'),
    unstamped: sum('unstamped'),
    ...(fault === undefined ? {} : { fault }),
  };
  return {
    inputs: [...inputs.slice(0, mostInputs), other],
    foldedInputs: (inputCount ?? inputs.length) - mostInputs,
  };
}

/** How many earlier summaries are looked at for one: five weeks of nights. */
const MOST_EARLIER = 35;

/**
 * The summaries of a history, oldest first, that this one is to be compared with: the last 35 that are of an earlier time.
 * A night that was counted again is not compared with itself: a summary whose time overlaps by more than half of the
 * shorter of the two is left out. Where several cover the same inputs and time, the last in the history counts. Without
 * stamps, only a summary of the same inputs with the same sizes is taken for the same.
 */
export function earlierReports(report: SummaryReport, history: readonly SummaryReport[]): SummaryReport[] {
  const own = reportSpanOf(report);
  const once = new Map(history.map((entry) => [identity(entry), entry]));
  const before = [...once.values()].filter((entry) => {
    const span = reportSpanOf(entry);
    if (own === undefined || span === undefined) return identity(entry) !== identity(report);
    const overlap = Math.min(own.to, span.to) - Math.max(own.from, span.from);
    const shorter = Math.min(own.to - own.from, span.to - span.from);
    return span.from <= own.from && (shorter === 0 ? overlap < 0 : overlap <= shorter / 2);
  });
  // A night that was counted late stands late in the history.
  const ends = (entry: SummaryReport): number => reportSpanOf(entry)?.to ?? Number.NEGATIVE_INFINITY;
  return before.toSorted((a, b) => (ends(a) === ends(b) ? 0 : ends(a) - ends(b))).slice(-MOST_EARLIER);
}

/** The same for summaries of the same inputs and time. */
function identity(report: SummaryReport): string {
  const { from, to } = reportSpanOf(report) ?? { from: null, to: null };
  const inputs = report.inputs.map(({ name, lines, bytes }) => (from === null ? [name, lines, bytes] : name));
  return JSON.stringify([from, to, inputs.sort()]);
}

/** The summaries of a history in the order of its lines, and what was skipped, as lines for standard error. */
interface ReportHistory {
  readonly reports: readonly SummaryReport[];
  readonly warnings: readonly string[];
}

/** How every line that this program keeps begins. */
const beginning = `{"schema":"${SUMMARY_SCHEMA.split('@')[0]}@`;

/** How many numbers of skipped lines a warning names. */
const mostNamed = 5;

/**
 * Reads the summaries of a history. Lines that are none are skipped, with a warning; a missing file is a history without
 * summaries.
 *
 * @throws HistoryError when it cannot be read, when a line is of a newer schema, or when it looks like something else,
 * which must not be appended to
 */
export function readHistory(file: string): ReportHistory {
  const lines = readKeptLines(file);
  if (lines.length > 0 && !lines.some(({ text }) => text.startsWith(beginning)))
    throw new HistoryError(
      'foreign',
      file,
      'is no history of summaries',
      'check the name; nothing was written',
    );
  const reports: SummaryReport[] = [];
  const skipped: number[] = [];
  const warnings: string[] = [];
  for (const line of lines) {
    const report = reportOf(line, file);
    // Compact again, to share what is empty: there may be hundreds.
    if (report !== undefined) reports.push(compactReport(report));
    else if (line.ended) skipped.push(line.number);
    else warnings.push(`${file}: line ${line.number} is half-written and was skipped`);
  }
  if (skipped.length > 0) {
    const named = skipped.slice(0, mostNamed).join(', ');
    const more = skipped.length > mostNamed ? ` and ${skipped.length - mostNamed} more` : '';
    const [noun, verb] =
      skipped.length === 1 ? ['line', 'is no summary and was'] : ['lines', 'are no summaries and were'];
    warnings.unshift(
      `${file}: ${noun} ${named}${more} ${verb} skipped (remove ${skipped.length === 1 ? 'it' : 'them'}, or each run says so)`,
    );
  }
  return { reports, warnings };
}

/**
 * Keeps a summary as the last line of a history, in its compact form, and no more than `most` lines.
 *
 * @returns a line that says so where the file could not keep its owner
 * @throws HistoryError when it cannot be written
 */
export function keepReport(file: string, report: SummaryReport, most: number): Promise<string | undefined> {
  return keepLine(file, JSON.stringify(compactReport(report)), most);
}

function reportOf({ text, number }: HistoryLine, file: string): SummaryReport | undefined {
  try {
    return asReport(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (!(error instanceof ReportError)) throw error;
    if (error.code === 'newer')
      throw new HistoryError('newer', file, `line ${number} ${error.message}`, error.tip, { cause: error });
    return undefined;
  }
}
