import type { TimeRange } from '../../recognise/time/time-span.ts';
import { ZoneFormat } from '../../render/text/zone-format.ts';

/** Which lines are written. */
export interface Selection {
  /** Only lines that match one of these; any line where there is none. */
  readonly grep: readonly RegExp[];
  /** No lines that match one of these, nor as context. */
  readonly exclude: readonly RegExp[];
  /** Only lines of this time; one without a stamp belongs to the one before it. */
  readonly range: TimeRange | undefined;
  /** Only lines with a finding. */
  readonly only: boolean;
  /** How many lines before and after each of them are written as well. */
  readonly before: number;
  readonly after: number;
}

/** The times of all lines that were read, and whether any line is of the time asked for. */
export interface SelectedTimes {
  from: number | undefined;
  to: number | undefined;
  within: boolean;
}

/** The times before any line was read. */
export function noTimes(): SelectedTimes {
  return { from: undefined, to: undefined, within: false };
}

/** What to say where a time was asked for of which there is no line: nobody is to take that for a quiet log. */
export function explainEmptySelection(
  { from, to, within }: SelectedTimes,
  { selection, timezone }: { readonly selection: Selection; readonly timezone: string },
): string | undefined {
  if (selection.range === undefined || within) return undefined;
  if (from === undefined || to === undefined)
    return 'no line is of the time that was asked for: no line has a readable time stamp';
  const zone = new ZoneFormat(timezone);
  return `no line is of the time that was asked for: the logs go from ${zone.plain(from)} to ${zone.plain(to)}`;
}
