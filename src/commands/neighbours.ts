import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Code, mooncakeComponents, numberOf } from '../catalogue/code.ts';
import { codesCalled, codesOfGroup, codesWithAlias } from '../catalogue/lookup.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { codeOverview } from '../render/reference/code-page.ts';
import { columns, counted } from '../render/text/columns.ts';

/** Knows the codes of packs that the user did not ask for. */
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
   * @param chosen the catalogue that answers already; its codes are left out
   */
  called(word: string, chosen: Catalogue): readonly Code[] {
    const isNews = ({ component, name }: Code): boolean =>
      !mooncakeComponents.includes(component) &&
      !chosen.named(name).some((code) => code.component === component);
    const named = codesCalled(word, this.#catalogue).filter(isNews);
    if (named.length > 0) return named;
    const spelled = codesWithAlias(word, this.#catalogue);
    if (spelled.length > 0 || !/[\s=:[]/.test(word)) return spelled.filter(isNews);
    this.#recogniser ??= new Recogniser(this.#catalogue);
    const { findings } = this.#recogniser.recognise(Buffer.from(word).toString('latin1'));
    return findings.flatMap(({ code, readings = [] }) => code ?? readings).filter(isNews);
  }

  /** The codes of a component of packs, or of a group of one, as summaries name them: `Verbs`, `Errno/Network`. */
  group(
    word: string,
  ): { readonly text: string; readonly codes: readonly Code[]; readonly advises: boolean } | undefined {
    const codes = this.#ofGroup(word);
    if (codes.length === 0) return undefined;
    const packs = this.#packsOf(codes);
    const headline = `${word} has ${counted(codes.length, 'code')} in the pack ${packs}`;
    return { text: codeOverview(headline, codes, `--pack ${packs}`), codes, advises: false };
  }

  /** The packs of a component or group, with commas between them; undefined where it is none of packs. */
  packsOfGroup(word: string): string | undefined {
    const codes = this.#ofGroup(word);
    return codes.length === 0 ? undefined : this.#packsOf(codes);
  }

  #ofGroup(word: string): Code[] {
    return codesOfGroup(word, this.#catalogue).filter(
      (code) => this.#packOf(code) !== undefined && isOfComponent(word, code),
    );
  }

  #packsOf(codes: readonly Code[]): string {
    return [...new Set(codes.map((code) => this.#packOf(code)))].join(',');
  }

  /** A line for each code, with the flag that asks for its pack and what it means. The last line ends, too. */
  text(word: string, codes: readonly Code[]): string {
    const rows = codes.map((code) => {
      const value = numberOf(code);
      return [
        `  --pack ${this.#packOf(code)}`,
        `${code.component}: ${code.name}${value === undefined ? '' : ` (${value})`}`,
        code.description,
      ];
    });
    const asked = /^[\w.:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
    const more = `More of it: mooncake-annotate explain --pack ${this.#packsOf(codes)} ${asked}`;
    return `${columns(rows)}\n${more}\n`;
  }
}

/** Whether a word names the component besides the group; groups of packs have everyday names (`Network`). */
function isOfComponent(word: string, { component }: Code): boolean {
  return word.split('/', 1)[0]!.trim().toLowerCase() === component.toLowerCase();
}
