import type { PartNumber } from './gram-text.ts';

type Values = ReadonlySet<number>;

/** Puts numbers together that stand behind one text; equal sets of values stay one. */
export class PartNumbers {
  readonly #unions = new Map<Values, Map<Values, Values>>();
  readonly #known = new Map<string, Values>();

  /** A number of which either may stand there. */
  either(one: PartNumber | undefined, other: PartNumber | undefined): PartNumber | undefined {
    if (one === undefined || other === undefined || one === other) return one;
    const values =
      one.values === undefined || other.values === undefined
        ? undefined
        : this.#union(one.values, other.values);
    const hex = one.hex === true || other.hex === true;
    return values === one.values && hex === (one.hex === true) ? one : { values, hex };
  }

  #union(one: Values, other: Values): Values {
    if (one === other) return one;
    const unions = this.#unions.get(one) ?? new Map<Values, Values>();
    this.#unions.set(one, unions);
    let union = unions.get(other);
    if (union === undefined) {
      const all = new Set([...one, ...other]);
      const key = [...all].sort((left, right) => left - right).join();
      union = all.size === one.size ? one : (this.#known.get(key) ?? all);
      this.#known.set(key, union);
      unions.set(other, union);
    }
    return union;
  }
}
