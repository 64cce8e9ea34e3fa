interface Entry<Value> {
  readonly text: string;
  readonly value: Value;
  readonly next: Entry<Value> | undefined;
}

/**
 * Finds what belongs to a piece of a line without cutting the piece out of it: making a string for each look-up, and V8
 * hashing it, would take several times as long as the rest.
 */
export class TextTable<Value> {
  readonly #chains: (Entry<Value> | undefined)[];
  #size = 0;

  /** @param chains how many chains the entries are spread over; a power of two */
  constructor(chains = 1024) {
    this.#chains = Array(chains).fill(undefined);
  }

  get size(): number {
    return this.#size;
  }

  /** The value of `line[start, end)`, or undefined. */
  get(line: string, start: number, end: number): Value | undefined {
    let entry = this.#chains[hashOf(line, start, end) & (this.#chains.length - 1)];
    while (entry !== undefined) {
      if (entry.text.length === end - start && line.startsWith(entry.text, start)) return entry.value;
      entry = entry.next;
    }
    return undefined;
  }

  /** Adds a text that is not there yet. */
  add(text: string, value: Value): void {
    const chain = hashOf(text, 0, text.length) & (this.#chains.length - 1);
    this.#chains[chain] = { text, value, next: this.#chains[chain] };
    this.#size++;
  }

  clear(): void {
    this.#chains.fill(undefined);
    this.#size = 0;
  }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash ^ (hash >>> 15);
}
