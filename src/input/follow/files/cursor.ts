/** How many bytes before the reading position are compared again at the next read. */
export const GUARD_BYTES = 64;

/** The longest line that is held back until it is complete; a longer one is handed on in pieces. */
export const MAX_HELD_BYTES = 1024 * 1024;

const NEWLINE = 10;
const NOTHING = Buffer.alloc(0);

/**
 * How a chunk ends: `line`, at a line end; `open`, inside a line that was too long to hold back and goes on in
 * the file's next chunk; `cut`, inside a line that will never be completed (its file was rotated away,
 * truncated or closed), and which must not be joined with what follows.
 */
export type ChunkEnd = 'line' | 'open' | 'cut';

/** Bytes of one file, in order. */
export interface Piece {
  readonly bytes: Buffer;
  /** where in the file `bytes` starts */
  readonly offset: number;
  readonly end: ChunkEnd;
}

/**
 * A reading position in one file: pure, it is given the bytes that were read and says which to hand on.
 *
 * A last line without its line end is held back, so that only whole lines are handed on. The last bytes read are
 * remembered as a guard: the next read begins with them, and if they differ there, the file is no longer the
 * one that was read.
 */
export class Cursor {
  #held: Buffer[] = [];
  #heldBytes = 0;
  #midLine = false;
  #before: Buffer;

  /**
   * @param delivered how many bytes of the file count as handed on
   * @param before the last bytes before `delivered`, at most {@link GUARD_BYTES} are kept
   */
  constructor(
    public delivered = 0,
    before: Buffer = NOTHING,
  ) {
    this.#before = lastBytes(before);
  }

  /** Where the next byte is to be read. */
  get next(): number {
    return this.delivered + this.#heldBytes;
  }

  /** How many bytes of an unfinished line are held back. */
  get held(): number {
    return this.#heldBytes;
  }

  /** The last bytes handed on, for a later run to recognise the place. */
  get before(): Buffer {
    return this.#before;
  }

  /** The last bytes read, held ones included; the file has them directly before {@link next}. */
  get guard(): Buffer {
    return this.#heldBytes === 0 ? this.#before : lastBytes(Buffer.concat([this.#before, ...this.#held]));
  }

  /**
   * Takes the bytes at {@link next}; copies what it keeps or returns, so the buffer may be used again.
   *
   * @returns the lines they complete, if any
   */
  accept(block: Buffer): Piece | undefined {
    const end = block.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      const piece = this.#deliver(Buffer.concat([...this.#held, block.subarray(0, end)]), 'line');
      if (end < block.length) this.#hold(block.subarray(end));
      return piece;
    }
    if (block.length > 0) this.#hold(block);
    if (this.#heldBytes < MAX_HELD_BYTES) return undefined;
    return this.#deliver(Buffer.concat(this.#held), 'open');
  }

  /** Ends a line that will never be completed. Undefined when none is begun. */
  cut(): Piece | undefined {
    if (this.#heldBytes === 0 && !this.#midLine) return undefined;
    return this.#deliver(Buffer.concat(this.#held), 'cut');
  }

  /** A cursor at the same place with the same held bytes, for a copy of the file. */
  clone(): Cursor {
    const copy = new Cursor(this.delivered, this.#before);
    copy.#held = [...this.#held];
    copy.#heldBytes = this.#heldBytes;
    copy.#midLine = this.#midLine;
    return copy;
  }

  #hold(bytes: Buffer): void {
    this.#held.push(Buffer.from(bytes));
    this.#heldBytes += bytes.length;
  }

  #deliver(bytes: Buffer, end: ChunkEnd): Piece {
    const offset = this.delivered;
    this.delivered += bytes.length;
    this.#before = lastBytes(bytes.length < GUARD_BYTES ? Buffer.concat([this.#before, bytes]) : bytes);
    this.#held = [];
    this.#heldBytes = 0;
    this.#midLine = end === 'open';
    return { bytes, offset, end };
  }
}

function lastBytes(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(Math.max(0, bytes.length - GUARD_BYTES)));
}
