/** A few values, the one that was found last first, as what comes next is mostly the same. */
export class RecentlyUsed<Value> {
  readonly #values: Value[] = [];
  readonly #most: number;

  /** @param most values that are kept at once; the one that was not found for longest goes first */
  constructor(most: number) {
    this.#most = most;
  }

  /** What is read of the first value of which anything is; undefined where nothing is. */
  find<Result>(read: (value: Value) => Result | undefined): Result | undefined {
    const values = this.#values;
    for (let index = 0; index < values.length; index++) {
      const result = read(values[index]!);
      if (result === undefined) continue;
      if (index > 0) values.unshift(...values.splice(index, 1));
      return result;
    }
    return undefined;
  }

  add(value: Value): void {
    this.#values.unshift(value);
    if (this.#values.length > this.#most) this.#values.pop();
  }

  clear(): void {
    this.#values.length = 0;
  }
}
