import { InputError } from '../../input/input-error.ts';
import { searchedForFirst as endBytes, mostBetween } from '../../recognise/time/timestamp-tracker.ts';
import type { CodeData } from '../../tally/code-entry.ts';
import type { TallyData } from '../../tally/tally.ts';
import type { ReportShare, UndatedLines } from '../summary-report.ts';

/** What is known of shares once those that follow each other were put together. */
interface SharesJoined {
  /** Those that still lack a share beside them; none of an input that is whole. */
  readonly open: readonly ReportShare[];
  /** What is to be added to the sum of their counts: lines get the time of a stamp in an earlier share. */
  readonly corrections: readonly TallyData[];
  /** The first and last stamp at the ends of what was put together, as one run would have looked for them. */
  readonly ends: readonly (number | undefined)[];
}

/**
 * Puts shares of the same input together that follow each other, in whatever order they are given.
 *
 * @throws InputError when a line is in two shares
 */
export function joinShares(shares: readonly ReportShare[]): SharesJoined {
  refuseOverlaps(shares);
  const inputs = new Map<string, ReportShare[]>();
  for (const share of shares) {
    const key = `${share.of}\0${share.input}`;
    const known = inputs.get(key);
    if (known === undefined) inputs.set(key, [share]);
    else known.push(share);
  }
  const corrections: TallyData[] = [];
  const joined: ReportShare[] = [];
  for (const all of inputs.values()) {
    let open: ReportShare | undefined;
    for (const share of all.toSorted((a, b) => a.from - b.from)) {
      if (open !== undefined && open.to + 1 === share.from) {
        open = together(open, share, corrections);
        continue;
      }
      if (open !== undefined) joined.push(open);
      open = share;
    }
    if (open !== undefined) joined.push(open);
  }
  return {
    open: joined.filter(({ from, to, of }) => from > 1 || to < of),
    corrections,
    ends: joined.flatMap(({ first, last }) => [
      first !== null && first.at < endBytes ? Date.parse(first.time) : undefined,
      last !== null && last.distance <= endBytes ? Date.parse(last.time) : undefined,
    ]),
  };
}

function refuseOverlaps(shares: readonly ReportShare[]): void {
  const ends = new Map<string, ReportShare>();
  const inOrder = shares.toSorted((a, b) => (a.from - 1) * b.of - (b.from - 1) * a.of);
  for (const share of inOrder) {
    const { input, from, of } = share;
    const before = ends.get(input);
    if (before !== undefined && (from - 1) * before.of < before.to * of)
      throw new InputError(
        'corrupt',
        input,
        `shares ${nameOf(before)} and ${nameOf(share)} have lines in common`,
        'give each share of one cut once, and name inputs apart with --name',
      );
    ends.set(input, share);
  }
}

function nameOf({ from, to, of }: ReportShare): string {
  return from === to ? `${from}/${of}` : `${from} to ${to}/${of}`;
}

/** Two shares as one; what the second could not date is dated by the first, where that has a stamp. */
function together(a: ReportShare, b: ReportShare, corrections: TallyData[]): ReportShare {
  const near = (distance: number): boolean => distance <= mostBetween;
  const dated = a.last === null ? [] : b.undated.filter(({ at }) => near(a.last!.distance + at));
  corrections.push(correction(a, dated));
  const undated = b.undated
    .map((lines) => ({ ...lines, at: lines.at + a.bytes }))
    .filter(({ at }) => a.first === null && near(at));
  const before = a.last === null ? null : { ...a.last, distance: a.last.distance + b.bytes };
  return {
    ...a,
    to: b.to,
    bytes: a.bytes + b.bytes,
    first: a.first ?? (b.first === null ? null : { ...b.first, at: b.first.at + a.bytes }),
    last: b.last ?? (before !== null && near(before.distance) ? before : null),
    undated: [...a.undated, ...undated],
  };
}

const minute = 60_000;

/** The difference that a time makes to the counts of lines, and that two shares are one input. */
function correction({ input, last }: ReportShare, dated: readonly UndatedLines[]): TallyData {
  const lines = dated.reduce((sum, undated) => sum + undated.lines, 0);
  const none = { lines: 0, bytes: 0, found: 0, unstamped: -lines };
  const time = last === null ? 0 : Date.parse(last.time);
  return {
    ...none,
    implied: 0,
    outside: 0,
    severe: { F: 0, E: 0, W: 0 },
    inputs: { count: -1, named: [{ name: input, ...none }] },
    groups: dated
      .flatMap(({ codes }) => codes)
      .map((code) => ({
        component: code.component,
        group: code.group,
        lines: 0,
        codes: [datedCode(code, input, time)],
      })),
  };
}

function datedCode(code: UndatedLines['codes'][number], input: string, time: number): CodeData {
  return {
    name: code.name,
    value: code.value ?? undefined,
    lines: 0,
    stated: 0,
    implied: 0,
    first: time,
    last: time,
    buckets: { width: minute, counts: [[Math.floor(time / minute) * minute, code.lines]] },
    inputs: [],
    hosts: [],
    sources: [],
    sample: { line: code.sample, input, time },
  };
}
