import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogramOf, TimeAxis } from '../../../src/render/html/charts/time-axis.ts';
import { durationText } from '../../../src/render/html/figures.ts';
import { stamp } from './sample-summary.ts';

const NIGHT = Date.parse('2026-07-30T20:00:00.000Z');

describe('a time axis', () => {
  it('joins buckets without losing a line, within the columns allowed', () => {
    const bucket = fc.tuple(fc.integer({ min: 0, max: 5_000_000 }), fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(
        fc.array(bucket, { minLength: 1, maxLength: 50 }),
        fc.constantFrom(1, 60, 600, 3600, 86_400),
        fc.integer({ min: 2, max: 288 }),
        (buckets, width, most) => {
          const counts = buckets.map(([at, lines]) => [stamp(NIGHT + at * width * 1000), lines] as const);
          const histogram = histogramOf({ width, counts });
          const axis = TimeAxis.over([histogram], [counts[0]![0]], most)!;
          const sum = (values: readonly number[]): number =>
            values.reduce((total, value) => total + value, 0);
          expect(axis.columns).toBeLessThanOrEqual(most);
          expect(axis.width % (width * 1000)).toBe(0);
          expect(sum(axis.join([histogram]))).toBe(sum(buckets.map(([, lines]) => lines)));
        },
      ),
    );
  });

  it('starts its columns and sets its marks at full hours of the wall clock', () => {
    const times = [stamp(NIGHT + 4218), stamp(NIGHT + 8 * 3_600_000)];
    const axis = TimeAxis.over([], times, 48, 3600)!;
    expect(axis.columns).toBe(9);
    expect(axis.label(0)).toBe('07-30 22:00');
    expect(axis.label(2)).toBe('07-31 00:00');
    expect(axis.marks(5).map(({ label }) => label)).toEqual([
      '07-30 22:00',
      '07-31 00:00',
      '02:00',
      '04:00',
      '06:00',
    ]);
  });

  it.each([
    [30, 'day', '07-30'],
    [3000, '90 days', '2026-06-06'],
  ])('takes wider columns for %i days', (days, _, label) => {
    const axis = TimeAxis.over([], [stamp(NIGHT), stamp(NIGHT + days * 86_400_000)], 48, 3600)!;
    expect(axis.columns).toBeLessThanOrEqual(48);
    expect(axis.label(0)).toBe(label);
  });

  it('is none where there is no time', () => {
    expect(TimeAxis.over([], [null, 'nonsense'], 48)).toBeUndefined();
  });
});

it.each([
  [0, '0 s'],
  [59.6, '1 min'],
  [61, '1 min 1 s'],
  [3600, '1 h'],
  [28_795, '7 h 59 min'],
  [180_000, '2 d 2 h'],
])('a length of %d seconds is %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
