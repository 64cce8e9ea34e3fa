/**
 * The probability of `count` or more events, by a negative binomial distribution of this mean and variance: a Poisson's
 * whose rate itself varies. `count` is a whole number, the mean is positive, and the variance greater than the mean.
 */
export function atLeast(count: number, mean: number, variance: number): number {
  if (count <= 0) return 1;
  const size = (mean * mean) / (variance - mean);
  return incompleteBeta(count, size, mean / size);
}

/** The probability of `count` or fewer events, by the same distribution. */
export function atMost(count: number, mean: number, variance: number): number {
  if (count < 0) return 0;
  const size = (mean * mean) / (variance - mean);
  return incompleteBeta(size, count + 1, size / mean);
}

/** The logarithm of the gamma function of a positive number: Stirling's series, from 10 on good to the last digits. */
export function logGamma(value: number): number {
  let shift = 0;
  let x = value;
  for (; x < 10; x++) shift += Math.log(x);
  const square = 1 / (x * x);
  const series = 1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)));
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series / x - shift;
}

/**
 * The regularised incomplete beta function I_x(a, b) with x = odds / (1 + odds), which stays exact where x is next to 1.
 * By its continued fraction, evaluated on the side where that converges fast.
 */
function incompleteBeta(a: number, b: number, odds: number): number {
  const x = odds / (1 + odds);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) - a * Math.log1p(1 / odds) - b * Math.log1p(odds),
  );
  if (x < (a + 1) / (a + b + 2)) return clamped((front * betaFraction(a, b, x)) / a);
  return clamped(1 - (front * betaFraction(b, a, 1 / (1 + odds))) / b);
}

/** Lentz's evaluation of the continued fraction of I_x(a, b). */
function betaFraction(a: number, b: number, x: number): number {
  let fraction = 1;
  let upper = 1;
  let lower = 0;
  // It converges in about as many steps as the square root of the larger argument.
  for (let step = 1; step < 1_000_000; step++) {
    const half = step >> 1;
    const numerator =
      step % 2 === 0
        ? (half * (b - half) * x) / ((a + step - 1) * (a + step))
        : (-(a + half) * (a + b + half) * x) / ((a + step - 1) * (a + step));
    lower = 1 / awayFromZero(1 + numerator * lower);
    upper = awayFromZero(1 + numerator / upper);
    fraction *= upper * lower;
    if (Math.abs(upper * lower - 1) < 1e-14) break;
  }
  return 1 / fraction;
}

function awayFromZero(value: number): number {
  return value === 0 ? 1e-300 : value;
}

function clamped(probability: number): number {
  return Math.min(1, Math.max(0, probability));
}
