import { routineEvents } from '../catalogue/consequences/routine.ts';
import { readPrefix } from '../recognise/prefix/read-line.ts';
import type { CodeNews, ReportCode } from './summary-report.ts';

/** One code of a summary, as far as its urgency depends on it. */
export interface Urgent {
  /** The codes that it may be, as `component/name`; several where a number is ambiguous. */
  readonly signs: readonly string[];
  readonly code: Pick<ReportCode, 'lines' | 'buckets' | 'sample'>;
  readonly news: CodeNews | undefined;
}

/** What orders codes, the most urgent first; the first difference decides. */
type Urgency = readonly number[];

/**
 * How urgent a code is: first what is news against earlier nights, then whether healthy processes print it as well, then the
 * severity of its first line, then whether it rises towards the end, and how many lines there are only last: an everyday
 * OBJECT_NOT_FOUND comes a million times.
 */
function urgencyOf({ signs, code, news }: Urgent): Urgency {
  const isNews = news?.flag === 'new' || news?.flag === 'surge';
  const isRoutine =
    signs.length > 0 && signs.every((sign) => (routineEvents as readonly string[]).includes(sign));
  return [
    code.lines === 0 ? 1 : 0,
    isNews ? 0 : 1,
    isRoutine ? 1 : 0,
    severityRank(code),
    risesAtEnd(code.buckets) ? 0 : 1,
    -code.lines,
  ];
}

/** Puts codes in order, the most urgent first. */
export function byUrgency<Row>(rows: readonly Row[], urgent: (row: Row) => Urgent): Row[] {
  const ranked = rows.map((row) => ({ row, urgency: urgencyOf(urgent(row)) }));
  ranked.sort((one, other) => compare(one.urgency, other.urgency));
  return ranked.map(({ row }) => row);
}

function compare(one: Urgency, other: Urgency): number {
  for (const [index, part] of one.entries()) if (part !== other[index]) return part - other[index]!;
  return 0;
}

const ranks: Readonly<Record<string, number>> = { F: 0, E: 1, W: 3, I: 4, D: 5 };
/** A line without a severity stands between errors and warnings. */
const unknown = 2;

function severityRank({ sample }: Pick<ReportCode, 'sample'>): number {
  const severity = sample === null ? undefined : readPrefix(sample.line).severity;
  return severity === undefined ? unknown : (ranks[severity] ?? unknown);
}

/** Fewer lines than these are no rise, and a rise is more than so many times what was usual before. */
const leastRise = 5;
const steepness = 4;
/** How many buckets before say what was usual. */
const before = 30;

/**
 * The places of buckets, without gaps, at which lines rise: at least 5, and more than 4 times the median of the 30 buckets
 * before, of which there must be 3. Only the beginning of each rise counts.
 *
 * @param least fewer lines are no rise
 */
export function rises(counts: readonly number[], least: number = leastRise): number[] {
  const found: number[] = [];
  let isHigh = false;
  for (const [at, lines] of counts.entries()) {
    const usual = counts.slice(Math.max(0, at - before), at).sort((a, b) => a - b);
    const median = usual[usual.length >> 1] ?? 0;
    const isRise = usual.length >= 3 && lines >= least && lines > steepness * median;
    if (isRise && !isHigh) found.push(at);
    isHigh = isRise;
  }
  return found;
}

/** Whether the last fifth of the time has more than 4 times as many lines as is its share. */
function risesAtEnd({ counts }: ReportCode['buckets']): boolean {
  const first = counts[0]?.[0];
  const last = counts.at(-1)?.[0];
  if (first === undefined || last === undefined || first === last) return false;
  const from = Date.parse(last) - (Date.parse(last) - Date.parse(first)) / 5;
  const all = counts.reduce((sum, [, lines]) => sum + lines, 0);
  const late = counts.reduce((sum, [time, lines]) => sum + (Date.parse(time) > from ? lines : 0), 0);
  return late >= leastRise && late > (steepness * all) / 5;
}
