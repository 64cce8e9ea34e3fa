import type { LineOutput, NamedOutput } from './line-output.ts';

/** A piece of output: bytes of a log, or text of the program's own. */
interface Piece {
  readonly bytes: Buffer;
  readonly isText: boolean;
}

/** One line of output, or what has come of it so far. */
interface Entry {
  readonly time: number;
  /** Whether it goes on in a line that was taken out before it was whole. */
  readonly goesOn: boolean;
  readonly pieces: Piece[];
}

/** Keeps lines of output with their times until they are asked for. */
export class LineQueue implements LineOutput {
  readonly waiting = false;
  readonly closed = false;
  readonly #file: { readonly name: string };
  #entries: Entry[] = [];
  #next = 0;

  /** @param name what stands for the input before its lines */
  constructor(name: string) {
    this.#file = { name };
  }

  /** Says when the line was printed that comes next; one without a time comes before all others. */
  begin(time: number | undefined): void {
    this.#entries.push({ time: time ?? Number.NEGATIVE_INFINITY, goesOn: false, pieces: [] });
  }

  bytes(bytes: Buffer, start: number, end: number): void {
    this.#add({ bytes: Buffer.from(bytes.subarray(start, end)), isText: false });
  }

  text(text: string | Buffer): void {
    this.#add({ bytes: Buffer.from(text as string), isText: true });
  }

  /** When the next line was printed; undefined where there is none. */
  get time(): number | undefined {
    return this.#entries[this.#next]?.time;
  }

  /** Writes the next line. */
  writeNext(output: NamedOutput): void {
    const { goesOn, pieces } = this.#entries[this.#next++]!;
    output.begin(this.#file, goesOn);
    for (const { bytes, isText } of pieces) {
      if (isText) output.text(bytes);
      else output.bytes(bytes, 0, bytes.length);
    }
    if (this.#next < this.#entries.length) return;
    this.#entries = [];
    this.#next = 0;
  }

  async room(): Promise<void> {}

  async send(): Promise<void> {}

  async flush(): Promise<void> {}

  #add(piece: Piece): void {
    // The rest of a long line goes on where it was taken out, before any other.
    if (this.#entries.length === 0)
      this.#entries.push({ time: Number.NEGATIVE_INFINITY, goesOn: true, pieces: [] });
    this.#entries.at(-1)!.pieces.push(piece);
  }
}
