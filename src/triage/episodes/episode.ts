import { maximum, median } from '../../tally/stats.ts';
import { type EventSignature, isOfOthers } from '../collect/event-signature.ts';
import type { Cell, SeriesData } from '../collect/series.ts';
import { burstsOf } from './bursts.ts';

/**
 * A run of lines of one signature from one host in one input, without a long pause unless it is routine. Times are epoch
 * milliseconds.
 */
export interface Episode {
  readonly signature: EventSignature;
  readonly host: string;
  /** Index of the input. */
  readonly input: number;
  /** Width of the cells. */
  readonly width: number;
  readonly cells: readonly Cell[];
  /** Its first and last line's time; undefined where lines have no stamp. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly lines: number;
  /** Lines of severity E or F. */
  readonly severe: number;
  /** Whether these are lines that come now and then at all times: they are put down to nothing, and nothing to them. */
  readonly isRoutine: boolean;
  readonly isBurst: boolean;
}

/** A pause as long as this ends an episode, or two cells where they are wider. */
const longestPause = 120_000;
/** Few lines that come again as often as this, after pauses, without coming more often at some time, are routine. */
const routineTimes = 4;
const routineLines = 3;
/** What was silent for longer before its first line than so many of its own pauses began then: it was not always so. */
const longestSilence = 3;

/**
 * Cuts a series into episodes: at long pauses, and where a burst begins within what came all the time. What is routine is one
 * episode.
 *
 * @param from when the logs begin
 * @param to when they end
 */
export function episodesOf(
  { signature, host, width, cells }: SeriesData,
  input: number,
  from: number,
  to: number,
): Episode[] {
  const stamped = cells.filter((cell) => cell.first !== undefined);
  const timeless = cells.filter((cell) => cell.first === undefined);
  const counts = stamped.map((cell) => [cell.start, cell.lines] as const);
  const starts = new Set(burstsOf({ width, counts }, from, to).map((burst) => burst.start));
  const runs: { cells: Cell[]; isBurst: boolean }[] = [];
  let last: number | undefined;
  for (const cell of stamped) {
    const isPaused = last === undefined || cell.first! - last > Math.max(longestPause, 2 * width);
    if (isPaused || starts.has(cell.start)) runs.push({ cells: [], isBurst: starts.has(cell.start) });
    runs.at(-1)!.cells.push(cell);
    last = cell.last;
  }
  const typical = median(runs.filter(({ isBurst }) => !isBurst).map((run) => linesOf(run.cells)));
  const isFrequent =
    typical <= routineLines &&
    runs.length >= routineTimes &&
    parts(runs, from, to) >= routineTimes &&
    stamped[0]!.first! - from <= longestSilence * longestGap(runs);
  const isRoutine = (run: (typeof runs)[number]): boolean =>
    isFrequent && !run.isBurst && linesOf(run.cells) <= 3 * typical;
  const of = { signature, host, input, width };
  const episodes = runs
    .filter((run) => !isRoutine(run))
    .map((run) => episode(of, run.cells, { isBurst: run.isBurst, isRoutine: false }));
  const background = runs.filter(isRoutine).flatMap((run) => run.cells);
  if (background.length > 0) episodes.push(episode(of, background, { isBurst: false, isRoutine: true }));
  if (timeless.length > 0) episodes.push(episode(of, timeless, { isBurst: false, isRoutine: false }));
  return episodes;
}

function episode(
  of: Pick<Episode, 'signature' | 'host' | 'input' | 'width'>,
  cells: readonly Cell[],
  kind: Pick<Episode, 'isBurst' | 'isRoutine'>,
): Episode {
  const severe = cells.reduce((sum, cell) => sum + cell.severe, 0);
  const lasts = cells.flatMap(({ last }) => (last === undefined ? [] : [last]));
  return {
    ...of,
    cells,
    start: cells[0]!.first,
    end: lasts.length === 0 ? undefined : maximum(lasts),
    lines: linesOf(cells),
    severe,
    ...kind,
  };
}

/** The longest time from the end of a run to the beginning of the next. */
function longestGap(runs: readonly { readonly cells: readonly Cell[] }[]): number {
  return maximum(
    runs.slice(1).map(({ cells }, index) => cells[0]!.first! - (runs[index]!.cells.at(-1)!.last ?? 0)),
  );
}

/** In how many sixths of the time that the logs cover lines come. */
function parts(runs: readonly { readonly cells: readonly Cell[] }[], from: number, to: number): number {
  const sixth = Math.max(1, to - from) / 6;
  const all = runs.flatMap(({ cells }) =>
    cells.map(({ first }) => Math.min(5, Math.floor((first! - from) / sixth))),
  );
  return new Set(all).size;
}

function linesOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.lines, 0);
}

/**
 * Whether two episodes report the same: the same known message, or the same code first of all where not both are known
 * messages.
 */
export function sameSignature(a: Episode, b: Episode): boolean {
  const one = a.signature;
  const other = b.signature;
  if (one.isOwnKind || other.isOwnKind || (one.known !== null && other.known !== null))
    return one.known === other.known;
  // The code of another system stands on lines of many kinds.
  if (one.known !== other.known && [...one.codes.slice(0, 1), ...other.codes.slice(0, 1)].some(isOfOthers))
    return false;
  const meanings = other.codes[0]?.meanings ?? [];
  return (one.codes[0]?.meanings ?? []).some((meaning) => meanings.includes(meaning));
}
