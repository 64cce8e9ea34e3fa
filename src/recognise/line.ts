/**
 * One line of a log, without its line end, where its bytes stand. Most lines are understood from their bytes alone; the
 * text is made when somebody asks for it. The bytes may change once the line was dealt with, the text does not.
 */
export class Line {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  #text: string | undefined;

  /** @param text the same bytes as latin1, where they are known already */
  constructor(bytes: Buffer, start: number, end: number, text?: string) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.#text = text;
  }

  /** A line of which only the text is there, one character a byte (latin1). */
  static of(text: string): Line {
    const bytes = Buffer.from(text, 'latin1');
    return new Line(bytes, 0, bytes.length, text);
  }

  /** In bytes. */
  get length(): number {
    return this.end - this.start;
  }

  /** The line as latin1, so that an offset counts bytes. */
  get text(): string {
    this.#text ??= this.bytes.toString('latin1', this.start, this.end);
    return this.#text;
  }

  /** The same line, of which there is a copy from `start` on in `bytes`. */
  at(bytes: Buffer, start: number): Line {
    return new Line(bytes, start, start + this.length, this.#text);
  }

  /** The line up to `length` bytes. */
  upTo(length: number): Line {
    return new Line(this.bytes, this.start, this.start + length, this.#text?.slice(0, length));
  }
}
