interface Entry<Value> {
  readonly bytes: Uint8Array;
  readonly value: Value;
  readonly next: Entry<Value> | undefined;
}

/** Finds what belongs to a piece of some bytes, without making a string of the piece. */
export class ByteTable<Value> {
  readonly #chains: (Entry<Value> | undefined)[];
  #size = 0;

  /** @param chains how many chains the entries are spread over; a power of two */
  constructor(chains = 1024) {
    this.#chains = Array(chains).fill(undefined);
  }

  get size(): number {
    return this.#size;
  }

  /** The value of `bytes[start, end)`, or undefined. */
  get(bytes: Uint8Array, start: number, end: number): Value | undefined {
    let entry = this.#chains[hashOf(bytes, start, end) & (this.#chains.length - 1)];
    while (entry !== undefined && !equals(entry.bytes, bytes, start, end)) entry = entry.next;
    return entry?.value;
  }

  /** Adds a text, one character a byte, that is not there yet. */
  add(text: string, value: Value): void {
    const bytes = Uint8Array.from(Buffer.from(text, 'latin1'));
    const chain = hashOf(bytes, 0, bytes.length) & (this.#chains.length - 1);
    this.#chains[chain] = { bytes, value, next: this.#chains[chain] };
    this.#size++;
  }

  clear(): void {
    this.#chains.fill(undefined);
    this.#size = 0;
  }
}

function equals(all: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (all.length !== end - start) return false;
  for (let at = 0; at < all.length; at++) if (all[at] !== bytes[start + at]) return false;
  return true;
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
  return hash ^ (hash >>> 15);
}
