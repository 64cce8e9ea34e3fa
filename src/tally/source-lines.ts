import { mostNames } from './first-names.ts';
import { type PlaceData, Places } from './places.ts';
import { shownText } from './sample.ts';

interface Lines {
  readonly file: string;
  readonly fileLine: number;
  lines: number;
}

/** A code is printed in a few places. */
const mostFirst = 8;

/** Lines per place in the source (`client_service.cpp:1126`). Beyond 1,000 places they fold into `other`. */
export class SourceLines {
  readonly #places = new Places();
  // Building the text of each line's source would cost more than all other counting.
  readonly #files = new Map<string, Map<number, Lines>>();
  #size = 0;
  /** The places that came first: looking through a few is faster than looking one up. */
  readonly #first: Lines[] = [];

  /** Counts lines that were printed there, given as a prefix has it; a line number of 0 is none. */
  add(file: string, fileLine: number, count = 1): void {
    for (const known of this.#first) {
      if (known.fileLine === fileLine && known.file === file) {
        known.lines += count;
        return;
      }
    }
    const lines = this.#at(file, fileLine);
    lines.lines += count;
    if (this.#first.length < mostFirst) this.#first.push(lines);
  }

  /** Adds what others counted. */
  merge(sources: PlaceData): void {
    this.#places.merge(sources);
  }

  data(): PlaceData {
    this.#settle();
    return this.#places.data();
  }

  #at(file: string, fileLine: number): Lines {
    let lines = this.#files.get(file);
    if (lines === undefined) {
      if (this.#size >= mostNames) this.#settle();
      lines = new Map();
      this.#files.set(file, lines);
    }
    let at = lines.get(fileLine);
    if (at === undefined) {
      if (this.#size >= mostNames) {
        this.#settle();
        return this.#at(file, fileLine);
      }
      at = { file, fileLine, lines: 0 };
      lines.set(fileLine, at);
      this.#size++;
    }
    return at;
  }

  #settle(): void {
    for (const lines of this.#files.values()) {
      for (const { file, fileLine, lines: count } of lines.values())
        this.#places.add(shownText(fileLine === 0 ? file : `${file}:${fileLine}`), count);
    }
    this.#files.clear();
    this.#size = 0;
    this.#first.length = 0;
  }
}
