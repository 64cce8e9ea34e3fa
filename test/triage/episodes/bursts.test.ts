import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Buckets, burstsOf } from '../../../src/triage/episodes/bursts.ts';
import { Random } from '../../bench/random.ts';

const width = 10_000;
/** Buckets with these counts, one after the other; empty ones are left out. */
function buckets(counts: readonly number[]): Buckets {
  const all = counts.map((count, index) => [index * width, count] as const);
  return { width, counts: all.filter(([, count]) => count > 0) };
}

/** The bursts among buckets with these counts, as indexes. */
function bursts(...counts: number[]): unknown[] {
  return burstsOf(buckets(counts), 0, counts.length * width - 1).map(({ start, peak, end, lines, most }) => ({
    start: start / width,
    peak: peak / width,
    end: end === undefined ? 'ongoing' : end / width,
    lines,
    most,
  }));
}

describe('a burst', () => {
  it('is at least five lines where there were none', () => {
    expect(bursts(0, 0, 0, 5, 9, 0, 0, 0, 0)).toEqual([{ start: 3, peak: 4, end: 5, lines: 14, most: 9 }]);
    expect(bursts(0, 0, 0, 4, 0, 0, 0, 0)).toEqual([]);
  });

  it('is more than four times what came before', () => {
    expect(bursts(3, 3, 3, 12, 3, 3, 3, 3)).toEqual([]);
    expect(bursts(3, 3, 3, 13, 3, 3, 3, 3)).toEqual([{ start: 3, peak: 3, end: 4, lines: 13, most: 13 }]);
  });

  it('goes on through two calm buckets, not through three', () => {
    expect(bursts(0, 0, 0, 9, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 0)).toEqual([
      { start: 3, peak: 3, end: 7, lines: 18, most: 9 },
      { start: 10, peak: 10, end: 11, lines: 9, most: 9 },
    ]);
  });

  it('is still going on when it reaches the end of the logs', () => {
    expect(bursts(0, 0, 0, 9, 9, 9)).toEqual([{ start: 3, peak: 3, end: 'ongoing', lines: 27, most: 9 }]);
  });

  it('is none at the beginning, where nothing is known of before', () => {
    expect(bursts(9, 9, 9, 9, 0, 0, 0)).toEqual([]);
  });

  it('never overlaps another, nor holds more lines than there are', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 60 }), (counts) => {
        const found = burstsOf(buckets(counts), 0, Math.max(0, counts.length * width - 1));
        for (const [index, { start, end, lines, most }] of found.entries()) {
          expect(most).toBeLessThanOrEqual(lines);
          expect(end ?? Number.POSITIVE_INFINITY).toBeGreaterThan(start);
          if (index > 0) expect(start).toBeGreaterThanOrEqual(found[index - 1]!.end!);
        }
        const all = found.reduce((sum, { lines }) => sum + lines, 0);
        expect(all).toBeLessThanOrEqual(counts.reduce((sum, count) => sum + count, 0));
      }),
    );
  });
});

/** Counts of a steady log, in which a line is as likely at any time: Poisson's, by Knuth's way. */
function steady(random: Random, mean: number, length: number): number[] {
  return Array.from({ length }, () => {
    let count = -1;
    for (let product = 1; product > Math.exp(-mean); count++) product *= random.next();
    return count;
  });
}

describe('in steady logs', () => {
  it.each([
    [0.1, 0],
    [0.5, 1],
    [1, 5],
    [2, 6],
    [3, 1],
    [5, 0],
    [10, 0],
    [40, 0],
  ])('of %d lines a bucket no more than %d of a thousand buckets begin a burst', (mean, most) => {
    const counts = steady(new Random(14), mean, 20_000);
    expect(bursts(...counts).length).toBeLessThanOrEqual(most * 20);
  });
});
