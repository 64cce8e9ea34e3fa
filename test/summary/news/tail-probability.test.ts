import { describe, expect, it } from 'vitest';
import { atLeast, atMost, logGamma } from '../../../src/summary/news/tail-probability.ts';

/** Sums of the distribution's terms with 80 decimal digits: count, mean, variance, P(at least), P(at most). */
const exact = [
  [10, 3, 3.5, 2.885759096324867e-3, 9.989768796354048e-1],
  [12, 2, 6, 7.707346629258939e-3, 9.948617689138274e-1],
  [5, 0.04, 0.05, 1.639319264357699e-5, 9.999971672937247e-1],
  [40, 10, 110, 2.209492815217999e-2, 9.799137016798364e-1],
  [500, 100, 2600, 4.254275829484111e-6, 9.99995886133232e-1],
  [3, 100, 2600, 9.999691631158391e-1, 6.974467619688924e-5],
  [0, 60, 1860, 1.0, 1.040582726326743e-3],
  [3000, 1000, 72000, 1.777792740791692e-7, 9.999998239495728e-1],
  [20000, 10000, 1010000, 2.38018929507055e-15, 9.999999999999976e-1],
  [900, 1000, 1001000, 4.067525353245032e-1, 5.936538108646322e-1],
  [1, 200, 20200, 9.999019703950593e-1, 2.92147634526221e-4],
  [150, 100, 100.01, 1.886604563700474e-6, 9.999987652769028e-1],
  [20000, 5000, 12505000, 3.022922120717261e-3, 9.969781522722505e-1],
] as const;

describe('a tail of the negative binomial distribution', () => {
  it.each(exact)(
    'is as exact sums give it: %d of mean %d, variance %d',
    (count, mean, variance, upper, lower) => {
      expect(Math.abs(atLeast(count, mean, variance) / upper - 1)).toBeLessThan(1e-9);
      expect(Math.abs(atMost(count, mean, variance) / lower - 1)).toBeLessThan(1e-9);
    },
  );

  it('is complete with the other one', () => {
    for (const count of [1, 7, 100, 5000])
      expect(atLeast(count, 90, 300) + atMost(count - 1, 90, 300)).toBeCloseTo(1, 12);
    expect(atLeast(0, 3, 4)).toBe(1);
  });

  it('comes in good time for millions of lines', () => {
    expect(atLeast(3_000_000, 1e6, 1e12)).toBeCloseTo(Math.exp(-3), 4);
    expect(atLeast(1_000_000, 1e6, 1e6 + 1)).toBeCloseTo(0.5, 3);
  });
});

it('the logarithm of the gamma function is that of factorials and of the root of pi', () => {
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  let factorial = 1;
  for (let n = 1; n < 20; n++) {
    expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 12);
    factorial *= n;
  }
});
