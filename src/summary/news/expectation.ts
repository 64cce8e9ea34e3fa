import { RULE } from './rule.ts';

/** Lines of one code in one summary, and the hours over which. */
export interface Count {
  readonly lines: number;
  readonly hours: number;
}

/** How many lines of a code are to be expected, and how much that varies. */
interface Expectation {
  readonly mean: number;
  readonly variance: number;
}

/**
 * What to expect of a code over so many hours, from its earlier counts. The mean is that of the rates, weighted by hours.
 * The variance is a Poisson's, plus how much the rates vary beyond that from summary to summary (the moment estimate,
 * mixed with the assumption of a standard deviation as large as the mean), plus the uncertainty of the mean itself.
 *
 * @param nights how many nights the hours are of; what varies from night to night evens out over several
 */
export function expectation(counts: readonly Count[], hours: number, nights = 1): Expectation {
  const total = sumOf(counts.map((count) => count.hours));
  const squares = sumOf(counts.map((count) => count.hours ** 2));
  const lines = sumOf(counts.map((count) => count.lines));
  // Of a code that was never seen, at most half a line can have been missed.
  const rate = Math.max(lines, 0.5) / total;
  const degrees = counts.length - 1;
  const spread = sumOf(counts.map((count) => count.hours * (count.lines / count.hours - rate) ** 2));
  // The expectation of `spread` is degrees x rate + excess x rate² x (total - squares / total).
  const excess =
    degrees === 0 ? 0 : Math.max(0, spread - degrees * rate) / (rate ** 2 * (total - squares / total));
  const raised = excess * (1 + RULE.caution / Math.sqrt(Math.max(1, degrees)));
  const weight = Math.min(1, RULE.assumedNights / counts.length);
  const mixed = (degrees * raised + weight) / (degrees + weight);
  const ofRate = (rate * total + mixed * rate ** 2 * squares) / total ** 2;
  const mean = rate * hours;
  return { mean, variance: mean + (mixed * mean ** 2) / nights + ofRate * hours ** 2 };
}

/** The sum of some numbers; 0 of none. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
