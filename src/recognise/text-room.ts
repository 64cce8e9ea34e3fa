/** Bytes of a hash table's entry: address (32 bits), length (16), number (16), as assembly/text-table.ts reads them. */
const entryBytes = 8;

/** Where a hash table and its texts lie, in bytes. */
export interface TextPlace {
  readonly table: number;
  /** A power of two. */
  readonly entries: number;
  readonly texts: number;
  readonly end: number;
}

/** A hash table of texts in a memory, as far as there is room. */
export class TextRoom {
  readonly #bytes: Buffer;
  readonly #place: TextPlace;
  readonly #hashOf: (start: number, length: number) => number;
  #next: number;
  #count = 0;

  /** @param hashOf what the memory's reader makes of the bytes of a text */
  constructor(bytes: Buffer, place: TextPlace, hashOf: (start: number, length: number) => number) {
    this.#bytes = bytes;
    this.#place = place;
    this.#hashOf = hashOf;
    this.#next = place.texts;
    this.clear();
  }

  /**
   * Makes a text that is not there yet known by a number of at most 16 bits.
   *
   * @param text one character a byte
   * @returns false when there is no room
   */
  add(text: string, number: number): boolean {
    const { table, entries, end } = this.#place;
    // Half of the entries stay empty, so that none is searched for long.
    if (this.#count * 2 >= entries || this.#next + text.length > end) return false;
    const bytes = this.#bytes;
    const address = this.#next;
    bytes.write(text, address, 'latin1');
    const at = (slot: number): number => table + (slot & (entries - 1)) * entryBytes;
    let slot = this.#hashOf(address, text.length);
    while (bytes.readUInt32LE(at(slot)) !== 0) slot++;
    bytes.writeUInt32LE(address, at(slot));
    bytes.writeUInt16LE(text.length, at(slot) + 4);
    bytes.writeUInt16LE(number, at(slot) + 6);
    this.#next += text.length;
    this.#count++;
    return true;
  }

  /** Forgets all texts. */
  clear(): void {
    const { table, entries, texts } = this.#place;
    this.#bytes.fill(0, table, table + entries * entryBytes);
    this.#next = texts;
    this.#count = 0;
  }
}
