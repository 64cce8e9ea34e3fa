import { maximum } from '../../tally/stats.ts';

const blocks = '▁▂▃▄▅▆▇█';
const ascii = '_.:-=+*#';

/** Lines per time bucket, as the documents of summary and triage hold them: the width in seconds. */
interface Buckets {
  readonly width: number;
  readonly counts: readonly (readonly [start: string, lines: number])[];
}

/**
 * How many lines fell into each of `cells` equal parts of a range. A bucket wider than a part is spread evenly over the
 * parts that it covers, so that the sum stays what was counted.
 *
 * @param from start of the range, ISO 8601
 * @param to end of the range, ISO 8601
 */
export function spreadBuckets(buckets: Buckets, from: string, to: string, cells: number): number[] {
  const parts = new Array<number>(cells).fill(0);
  const first = Date.parse(from);
  const length = Math.max(1, Date.parse(to) - first + 1);
  for (const [start, lines] of buckets.counts) {
    const begin = Math.max(0, ((Date.parse(start) - first) / length) * cells);
    const end = Math.min(cells, ((Date.parse(start) + buckets.width * 1000 - first) / length) * cells);
    if (end <= begin) {
      const nearest = Math.min(cells - 1, Math.max(0, Math.floor(begin)));
      parts[nearest]! += lines;
      continue;
    }
    for (let cell = Math.floor(begin); cell < end; cell++) {
      const share = (Math.min(end, cell + 1) - Math.max(begin, cell)) / (end - begin);
      parts[cell]! += lines * share;
    }
  }
  return parts;
}

/**
 * Draws numbers as one character each, the greatest as the highest. Nothing is a blank; any number above zero is seen.
 *
 * @param unicode whether block characters can be shown; if not, marks of rising weight stand for them
 */
export function sparkline(values: readonly number[], unicode = true): string {
  const marks = unicode ? blocks : ascii;
  const most = Math.max(maximum(values), 0);
  return values
    .map((value) => {
      if (!(value > 0)) return ' ';
      return marks[Math.min(marks.length - 1, Math.floor((value / most) * marks.length))]!;
    })
    .join('');
}
