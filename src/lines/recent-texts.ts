/** Texts that are known at once: a few hosts write into one log in turn. */
const mostKnown = 8;

/**
 * Texts of bytes that mostly come again, as names of hosts do. The same bytes give the same string, which a map finds faster than a
 * new one each time.
 */
export class RecentTexts {
  readonly #texts: string[] = [];
  /** Which one goes next. */
  #oldest = 0;

  /** The text of the bytes from `start` to `end`, as latin1. */
  of(buffer: Buffer, start: number, end: number): string {
    const texts = this.#texts;
    for (let index = 0; index < texts.length; index++)
      if (standsAt(buffer, start, end, texts[index]!)) return texts[index]!;
    const text = buffer.toString('latin1', start, end);
    texts[this.#oldest] = text;
    this.#oldest = (this.#oldest + 1) % mostKnown;
    return text;
  }
}

/** Names differ in their last characters, so the comparison begins there. */
function standsAt(buffer: Buffer, start: number, end: number, text: string): boolean {
  let left = text.length;
  if (end - start !== left) return false;
  while (left > 0 && buffer[start + left - 1] === text.charCodeAt(left - 1)) left--;
  return left === 0;
}
