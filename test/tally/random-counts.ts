/** Random counts that are the same in every run. */
export class RandomCounts {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A number from 0 up to, but not, 1 (the generator called mulberry32). */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A count of this mean whose rate varies with this squared coefficient of variation; 0 makes it a Poisson's. */
  count(mean: number, excess: number): number {
    return this.#poisson(excess === 0 ? mean : mean * excess * this.#gamma(1 / excess));
  }

  #normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Of scale 1, by Marsaglia and Tsang. */
  #gamma(shape: number): number {
    if (shape < 1) return this.#gamma(shape + 1) * (1 - this.uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = this.#normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  #poisson(mean: number): number {
    if (mean > 500) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.#normal()));
    let term = Math.exp(-mean);
    let sum = term;
    let count = 0;
    for (const target = this.uniform(); target > sum && count < 5000; sum += term) term *= mean / ++count;
    return count;
  }
}
