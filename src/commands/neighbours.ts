import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Code, mooncakeComponents, numberOf } from '../catalogue/code.ts';
import { codesCalled } from '../catalogue/lookup.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { columns } from '../render/text/columns.ts';

/** What packs know that were not asked for. */
export class Neighbours {
  readonly #catalogue: Catalogue;
  readonly #packOf: (code: Code) => string | undefined;
  #recogniser: Recogniser | undefined;

  /**
   * @param catalogue Mooncake's codes with those of all packs
   * @param packOf the name of a code's pack
   */
  constructor(catalogue: Catalogue, packOf: (code: Code) => string | undefined) {
    this.#catalogue = catalogue;
    this.#packOf = packOf;
  }

  /**
   * The codes of packs that a word names, by name, number or alias, or that a log line states.
   *
   * @param chosen the catalogue that was asked: what it holds, it tells itself
   */
  called(word: string, chosen: Catalogue): readonly Code[] {
    const isNews = ({ component, name }: Code): boolean =>
      !mooncakeComponents.includes(component) &&
      !chosen.named(name).some((code) => code.component === component);
    const named = codesCalled(word, this.#catalogue).filter(isNews);
    if (named.length > 0) return named;
    const lower = word.toLowerCase();
    const spelled = this.#catalogue.codes.filter(({ aliases = [] }) =>
      aliases.some((alias) => alias.toLowerCase() === lower),
    );
    if (spelled.length > 0 || !/[\s=:[]/.test(word)) return spelled.filter(isNews);
    this.#recogniser ??= new Recogniser(this.#catalogue);
    const { findings } = this.#recogniser.recognise(Buffer.from(word).toString('latin1'));
    return findings.flatMap(({ code, readings = [] }) => code ?? readings).filter(isNews);
  }

  /** What to ask for these codes, and what each means: a line each, ending with a line end. */
  text(word: string, codes: readonly Code[]): string {
    const rows = codes.map((code) => {
      const value = numberOf(code);
      return [
        `  --pack ${this.#packOf(code)}`,
        `${code.component}: ${code.name}${value === undefined ? '' : ` (${value})`}`,
        code.description,
      ];
    });
    const packs = [...new Set(codes.map((code) => this.#packOf(code)))];
    const asked = /^[\w.:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
    const more = `More of it: mooncake-annotate explain --pack ${packs.join(',')} ${asked}`;
    return `${columns(rows)}\n${more}\n`;
  }
}
