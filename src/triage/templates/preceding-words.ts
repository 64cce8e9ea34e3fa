import { type CodeKeyword, codeKeyword } from './code-keywords.ts';

/** The last two words without digits of a text, as offsets. */
export class PrecedingWords {
  /** Where the last one begins and ends; -1 while there is none. */
  start = -1;
  end = -1;
  #priorStart = -1;
  #priorEnd = -1;

  /** Forgets them, for another text. */
  clear(): void {
    this.start = this.end = this.#priorStart = this.#priorEnd = -1;
  }

  push(start: number, end: number): void {
    this.#priorStart = this.start;
    this.#priorEnd = this.end;
    this.start = start;
    this.end = end;
  }

  last(text: string): string {
    return this.start === -1 ? '' : text.slice(this.start, this.end);
  }

  /** The one before the last. */
  prior(text: string): string {
    return this.#priorStart === -1 ? '' : text.slice(this.#priorStart, this.#priorEnd);
  }

  /** What they say of a number at `at`: `rc=`, `error code is `, `"code": `. */
  report(text: string, at: number): CodeKeyword {
    const { end } = this;
    if (end === -1 || at === end || at - end > 4) return 'none';
    let word = this.last(text);
    if (word === 'of') return 'none';
    if (word === 'is' || word === 'was') {
      if (at - end !== 1 || this.#priorEnd + 1 !== this.start) return 'none';
      word = this.prior(text);
    }
    for (let between = end; between < at; between++) if (!' =:"\'('.includes(text[between]!)) return 'none';
    return codeKeyword(word);
  }
}
