import { isBehindSource } from './source-names.ts';

/** The end of the hours that a run ends with, and the minutes and seconds behind them. */
const hours = /(?:^|\D)\d\d$/;
const minutes = /:\d\d:\d\d(?!\d)(?:[.,]\d+)?/y;
const datePart = /^(?:\d|\d\d|\d{4}|\d{6}|\d{8}|[A-Z]\d{3}|[A-Z]\d{4}|[A-Z]\d{8})$/;
const zone = /^(?:[+-]\d\d(?::?\d\d)?(?![A-Za-z0-9])| [+-]\d\d(?::?\d\d)?(?![A-Za-z0-9])| \d{4}(?=\]))/;
/** A date has up to three runs before the hours. */
const mostDateRuns = 3;

/** The stamp whose hours are the last of these runs: where it lies, and how many runs it takes in. */
export function stampOf(
  line: string,
  recent: readonly { readonly from: number; readonly to: number }[],
): { readonly from: number; readonly to: number; readonly runs: number } | undefined {
  let { from, to } = recent.at(-1)!;
  minutes.lastIndex = to;
  if (!hours.test(line.slice(from, to)) || !minutes.test(line) || isBehindSource(line, from))
    return undefined;
  to = minutes.lastIndex;
  to += zone.exec(line.slice(to))?.[0].length ?? 0;
  let runs = 1;
  while (runs <= mostDateRuns && runs < recent.length) {
    const before = recent.at(-runs - 1)!;
    const gap = line.slice(before.to, from);
    if (!datePart.test(line.slice(before.from, before.to))) break;
    if (!/^[-/ :T._]$/.test(gap) && !/^\/[\s\S]{3}\/$/.test(gap)) break;
    runs++;
    from = before.from;
  }
  return { from, to, runs };
}
