import { type Code, type Component, isNormal } from '../code.ts';
import type { Sign } from '../consequences/index.ts';
import type { PackCodes } from '../packs/pack.ts';
import { CodeRows } from './code-rows.ts';
import { meant } from './near.ts';

/** What a word of `follows` names, and what is wrong with it: a fault, or a name that counts nothing so far. */
export interface Named {
  readonly signs: readonly Sign[];
  readonly wrong?: { readonly isFault: boolean; readonly text: string };
}

/** Looks up what `follows` names: codes, all codes of a component, and messages. */
export class SignNames {
  readonly #rows: CodeRows;
  readonly #messages: ReadonlySet<string>;
  readonly #packs: PackCodes | undefined;
  readonly #packRows: CodeRows;

  /**
   * @param rows all codes of the catalogue
   * @param messages the ids of all known messages
   * @param packs all packs, so that names of those that were not chosen are told from mistakes
   */
  constructor(rows: CodeRows, messages: ReadonlySet<string>, packs?: PackCodes) {
    this.#rows = rows;
    this.#messages = messages;
    this.#packs = packs;
    this.#packRows = new CodeRows(packs?.packs.flatMap(({ codes }) => codes) ?? []);
  }

  /** @param word `NAME`, `Component/NAME`, `Component/*`, or `message/id` */
  find(word: string): Named {
    const slash = word.indexOf('/');
    const name = word.slice(slash + 1);
    if (slash === -1) return this.#code(name);
    const component: Component = word.slice(0, slash);
    if (component !== 'message') return this.#codeOf(component, name);
    if (this.#messages.has(name)) return { signs: [`message/${name}`] };
    return fault(`no message has the id ${name}${meant(name, [...this.#messages])}`);
  }

  #code(name: string): Named {
    const named = this.#rows.named(name);
    if (named.length === 1) return { signs: [signOf(named[0]!)] };
    if (named.length > 1) return fault(`${name} is a code of ${andOf(named)}; write Component/${name}`);
    const [code, ...others] = this.#packRows.named(name);
    if (code !== undefined && others.length === 0)
      return warning(
        `${name} is a code of the pack ${this.#packs!.packOf(code)}: choose it with --pack, or write ${signOf(code)}, which counts nothing without the pack`,
      );
    const names = [this.#rows, this.#packRows].flatMap((rows) => rows.all()).map((row) => row.name);
    return fault(
      `no code is named ${name}${meant(name, names) || '; name a code, or a message as message/its-id'}`,
    );
  }

  #codeOf(component: Component, name: string): Named {
    const codes = this.#rows.of(component);
    const packed = this.#packRows.of(component);
    if (codes.length === 0 && packed.length === 0) {
      const components = [this.#rows, this.#packRows].flatMap((rows) => rows.components());
      return warning(
        `no component is called ${component}${meant(component, components) || '; it counts once another catalogue brings it'}`,
      );
    }
    if (name === '*' && codes.length > 0)
      return { signs: codes.filter((code) => !isNormal(code)).map(signOf) };
    const code = this.#rows.row(component, name);
    if (code !== undefined) return { signs: [signOf(code)] };
    const other = name === '*' ? packed[0] : this.#packRows.row(component, name);
    if (other !== undefined)
      return warning(
        `${component}/${name} is of the pack ${this.#packs!.packOf(other)}; it counts once that is chosen with --pack`,
      );
    const names = [...codes, ...packed].map((row) => row.name);
    return fault(`${component} has no code ${name}${meant(name, names)}`);
  }
}

function fault(text: string): Named {
  return { signs: [], wrong: { isFault: true, text } };
}

function warning(text: string): Named {
  return { signs: [], wrong: { isFault: false, text } };
}

function andOf(codes: readonly Code[]): string {
  return codes.map(({ component }) => component).join(' and of ');
}

function signOf({ component, name }: Code): Sign {
  return `${component}/${name}`;
}
