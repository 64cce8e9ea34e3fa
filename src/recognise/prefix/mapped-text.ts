/** A stretch of a text and where it stood before. */
interface Stretch {
  /** Where it begins in the text. */
  readonly start: number;
  /** Where it began in the text that this one was made of. */
  readonly origin: number;
}

/**
 * A text that was made of another by leaving parts out or undoing escapes, and the way back to the offsets of the line that
 * it all began with.
 */
export class MappedText {
  readonly text: string;
  readonly #stretches: readonly Stretch[];
  readonly #length: number;
  readonly #parent: MappedText | undefined;

  private constructor(
    text: string,
    stretches: readonly Stretch[],
    length: number,
    parent: MappedText | undefined,
  ) {
    this.text = text;
    this.#stretches = stretches;
    this.#length = length;
    this.#parent = parent;
  }

  /** A line as it is. */
  static of(line: string): MappedText {
    return new MappedText(line, [{ start: 0, origin: 0 }], line.length, undefined);
  }

  /** Whether it is the line as it is, so that its offsets are the line's. */
  get isOriginal(): boolean {
    return this.#parent === undefined;
  }

  /** The offset in the line of the character at `offset`; the text's length maps to the end of what it was made of. */
  original(offset: number): number {
    const own = this.#before(offset);
    return this.#parent === undefined ? own : this.#parent.original(own);
  }

  /** The offset in the line behind the character that stands before `offset`: where a span ends that ends there. */
  originalEnd(offset: number): number {
    return offset === 0 ? this.original(0) : this.original(offset - 1) + 1;
  }

  /** A part of the text. */
  slice(start: number, end: number): MappedText {
    return new MappedText(this.text.slice(start, end), [{ start: 0, origin: start }], end, this);
  }

  /** The text without all matches of a pattern (global); itself where there is none. */
  without(pattern: RegExp): MappedText {
    const text = new TextBuilder(this);
    let from = 0;
    for (const match of this.text.matchAll(pattern)) {
      text.copy(from, match.index);
      from = match.index + match[0].length;
    }
    if (from === 0) return this;
    text.copy(from, this.text.length);
    return text.build();
  }

  /** What a builder put together; `length` is where the last part ended in the parent. */
  static built(text: string, stretches: readonly Stretch[], length: number, parent: MappedText): MappedText {
    return new MappedText(text, stretches, length, parent);
  }

  #before(offset: number): number {
    if (offset >= this.text.length) return this.#length;
    let low = 0;
    let high = this.#stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#stretches[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    const stretch = this.#stretches[low - 1];
    return stretch === undefined ? offset : stretch.origin + offset - stretch.start;
  }
}

/** Puts a text together from parts of another, in any order. */
export class TextBuilder {
  readonly #parent: MappedText;
  readonly #parts: string[] = [];
  readonly #stretches: Stretch[] = [];
  #length = 0;
  #end = 0;

  constructor(parent: MappedText) {
    this.#parent = parent;
  }

  /** How long the text is by now. */
  get length(): number {
    return this.#length;
  }

  /** Adds a part as it stands. */
  copy(start: number, end: number): void {
    if (end > start) this.add(this.#parent.text.slice(start, end), start, end);
  }

  /** Adds what is to stand for the part from `start` to `end`. */
  add(text: string, start: number, end: number): void {
    this.#parts.push(text);
    this.#stretches.push({ start: this.#length, origin: start });
    this.#length += text.length;
    this.#end = end;
  }

  build(): MappedText {
    return MappedText.built(this.#parts.join(''), this.#stretches, this.#end, this.#parent);
  }
}
