const lineFeed = 10;

/**
 * Shortens lines that are longer than `most` bytes to their first `most` bytes, so that what reads line by line behind it
 * needs bounded memory; shorter lines pass untouched.
 */
export class LineLimit {
  /** How many lines lost their rest. */
  shortened = 0;
  readonly #most: number;
  /** Bytes of the unfinished line so far; more than `most` means that its rest is being dropped. */
  #length = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** What is left of the next bytes. */
  *shorten(chunk: Buffer): Generator<Buffer> {
    const first = chunk.indexOf(lineFeed);
    // No line of a chunk shorter than the limit can be too long but the one that began before it.
    if (chunk.length <= this.#most && this.#length + (first === -1 ? chunk.length : first) <= this.#most) {
      this.#length =
        first === -1 ? this.#length + chunk.length : chunk.length - chunk.lastIndexOf(lineFeed) - 1;
      yield chunk;
      return;
    }
    for (let at = 0; at < chunk.length; ) {
      const feed = chunk.indexOf(lineFeed, at);
      const end = feed === -1 ? chunk.length : feed;
      const room = this.#most - this.#length;
      if (end - at <= room) {
        this.#length += end - at;
        yield chunk.subarray(at, end);
      } else {
        if (room >= 0) this.shortened++;
        if (room > 0) yield chunk.subarray(at, at + room);
        this.#length = this.#most + 1;
      }
      if (feed === -1) return;
      yield chunk.subarray(feed, feed + 1);
      this.#length = 0;
      at = feed + 1;
    }
  }
}
