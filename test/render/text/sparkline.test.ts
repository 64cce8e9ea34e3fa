import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparkline, spreadBuckets } from '../../../src/render/text/sparkline.ts';

const from = '2026-07-30T00:00:00.000+00:00';
const minute = (index: number): string => new Date(Date.parse(from) + index * 60_000).toISOString();

describe('a sparkline', () => {
  it('shows nothing as a blank, the most as the highest block, and anything at all as something', () => {
    expect(sparkline([0, 1, 500, 1000])).toBe(' ▁▅█');
    expect(sparkline([0, 1, 500, 1000], false)).toBe(' _=#');
    expect(sparkline([])).toBe('');
    expect(sparkline([0, 0])).toBe('  ');
  });
});

describe('spreading buckets over a range', () => {
  it('puts a bucket into the part of the range that it belongs to', () => {
    const counts = [
      [minute(0), 3],
      [minute(9), 7],
    ] as const;
    expect(spreadBuckets({ width: 60, counts }, minute(0), minute(10), 10).map(Math.round)).toEqual([
      3, 0, 0, 0, 0, 0, 0, 0, 0, 7,
    ]);
  });

  it('spreads a bucket that is wider than a part', () => {
    const parts = spreadBuckets({ width: 600, counts: [[minute(0), 10]] }, minute(0), minute(10), 5);
    expect(parts.map(Math.round)).toEqual([2, 2, 2, 2, 2]);
  });

  it('loses no line, whatever the buckets and the range', () => {
    const bucket = fc.tuple(fc.integer({ min: -100, max: 2000 }), fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(
        fc.array(bucket, { maxLength: 30 }),
        fc.constantFrom(60, 600, 3600, 86_400),
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 1, max: 80 }),
        (drawn, width, minutes, cells) => {
          const counts = drawn.map(([at, lines]) => [minute(at), lines] as const);
          const total = counts.reduce((sum, [, lines]) => sum + lines, 0);
          const parts = spreadBuckets({ width, counts }, minute(0), minute(minutes), cells);
          expect(parts).toHaveLength(cells);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(total, 3);
        },
      ),
    );
  });
});
