import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram, isWidth } from '../../src/tally/histogram.ts';

const minute = 60_000;
const midnight = Date.UTC(2026, 6, 30);
const moments = fc.array(
  fc.integer({ min: 0, max: 3 * 24 * 60 }).map((at) => midnight + at * minute),
  { maxLength: 200 },
);
const width = fc.integer({ min: 1, max: 2000 }).map((minutes) => minutes * minute);

function histogramOf(times: readonly number[], wide: number = minute): Histogram {
  const histogram = new Histogram();
  for (const time of times) histogram.add(time);
  histogram.widenTo(wide);
  return histogram;
}

describe('a histogram', () => {
  it('counts into buckets of any whole number of minutes', () => {
    fc.assert(
      fc.property(moments, width, (times, wide) => {
        const { width: found, counts } = histogramOf(times, wide).data();
        expect(found).toBe(wide);
        const expected = new Map<number, number>();
        for (const time of times) {
          const start = Math.floor(time / wide) * wide;
          expected.set(start, (expected.get(start) ?? 0) + 1);
        }
        expect(counts).toEqual([...expected].sort(([a], [b]) => a - b));
      }),
      { seed: 20261129 },
    );
  });

  it('merges with one of any other width, in the same buckets as if all had been counted at once', () => {
    fc.assert(
      fc.property(moments, moments, width, width, (some, others, one, other) => {
        const merged = histogramOf(some, one);
        merged.merge(histogramOf(others, other).data());
        const { width: wide, counts } = merged.data();
        expect([wide % one, wide % other]).toEqual([0, 0]);
        expect(isWidth(wide)).toBe(true);
        expect(counts).toEqual(histogramOf([...some, ...others], wide).data().counts);
      }),
      { seed: 20261129 },
    );
  });

  it('keeps at most 4,096 buckets', () => {
    const histogram = histogramOf(Array.from({ length: 5000 }, (_, at) => midnight + 2 * at * minute));
    const { width: wide, counts } = histogram.data();
    expect(wide).toBe(10 * minute);
    expect(counts.reduce((sum, [, lines]) => sum + lines, 0)).toBe(5000);
  });
});
