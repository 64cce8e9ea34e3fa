import type { Catalogue } from '../../catalogue/catalogue.ts';
import { TextFinder } from '../../lines/prefilter/text-finder.ts';
import { ownMarks } from '../own-texts.ts';

/** Fewer lines than this are read in less time than it takes to make what finds texts. */
const fewLines = 500;

/** Passes lines over in which no text of operators' catalogues stands, before each text is looked for. */
export class OwnGate {
  readonly #catalogue: Catalogue;
  #lines = 0;
  #finder: TextFinder | undefined;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Whether a line may state a code of an operator's catalogue. */
  mayPass(line: string): boolean {
    if (this.#lines < fewLines) {
      this.#lines++;
      if (this.#lines < fewLines) return true;
      const marks = ownMarks(this.#catalogue);
      this.#finder =
        marks && TextFinder.of([...marks.texts, ...marks.words.map((text) => [{ text }] as const)]);
    }
    return this.#finder?.finds(line) !== false;
  }
}
