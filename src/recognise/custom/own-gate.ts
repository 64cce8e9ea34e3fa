import type { Catalogue } from '../../catalogue/catalogue.ts';
import { GramTables } from '../../lines/prefilter/gram-tables.ts';
import type { TextPattern } from '../../lines/prefilter/gram-text.ts';
import { patternAmid } from '../../lines/prefilter/text-patterns.ts';
import { TextSearch } from '../../lines/prefilter/text-search.ts';
import { type OwnMarks, ownMarks, patternsOfMarks } from '../own-texts.ts';

/** Fewer lines than this are read in less time than it takes to make what finds texts. */
const fewLines = 500;

/** Passes lines over in which no text of operators' catalogues stands, before each text is looked for. */
export class OwnGate {
  readonly #catalogue: Catalogue;
  #lines = 0;
  #search: TextSearch | undefined;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Whether a line may state a code of an operator's catalogue. */
  mayPass(line: string): boolean {
    if (this.#lines < fewLines) {
      this.#lines++;
      if (this.#lines < fewLines) return true;
      const marks = ownMarks(this.#catalogue);
      this.#search = marks && searchOf(marks);
    }
    return this.#search?.finds(line) !== false;
  }
}

/** Finds the texts on lines of any severity, as a text within a record may begin with the header of another line. */
function searchOf(marks: OwnMarks): TextSearch | undefined {
  const found = patternsOfMarks(marks);
  if (found === undefined) return undefined;
  const words = marks.words.map((word) => patternAmid(word, found.step));
  const texts = found.patterns.map((pattern): TextPattern => ({ ...pattern, unless: 0 }));
  const tables = GramTables.ofPatterns({ ...found, patterns: [...texts, ...words] });
  return tables && new TextSearch(tables);
}
