import { type Code, type Component, isNormal } from '../code.ts';
import type { EventKey, KnownConsequence, SharedPlace } from '../consequences/index.ts';
import type { PackCodes } from '../packs/pack.ts';
import { CodeRows } from './code-rows.ts';
import { type Fault, suggestName } from './fault.ts';
import type { CatalogueDocument, Path } from './reading/document.ts';
import type { FollowsEntry, LinkEntry } from './schema/follows.ts';

/** What a word of `follows` names, and what is wrong with it: a fault, or a name that counts nothing so far. */
interface Named {
  readonly events: readonly EventKey[];
  readonly wrong?: { readonly isFault: boolean; readonly text: string };
}

/** Looks up what `follows` names: codes, all codes of a component, and messages. */
export class EventNames {
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
    if (this.#messages.has(name)) return { events: [`message/${name}`] };
    return fault(`no message has the id ${name}${suggestName(name, [...this.#messages])}`);
  }

  #code(name: string): Named {
    const named = this.#rows.named(name);
    if (named.length === 1) return { events: [eventKeyOf(named[0]!)] };
    if (named.length > 1) return fault(`${name} is a code of ${andOf(named)}; write Component/${name}`);
    const [code, ...others] = this.#packRows.named(name);
    if (code !== undefined && others.length === 0)
      return warning(
        `${name} is a code of the pack ${this.#packs!.packOf(code)}: choose it with --pack, or write ${eventKeyOf(code)}, which counts nothing without the pack`,
      );
    const names = [this.#rows, this.#packRows].flatMap((rows) => rows.all()).map((row) => row.name);
    return fault(
      `no code is named ${name}${suggestName(name, names) || '; name a code, or a message as message/its-id'}`,
    );
  }

  #codeOf(component: Component, name: string): Named {
    const codes = this.#rows.of(component);
    const packed = this.#packRows.of(component);
    if (codes.length === 0 && packed.length === 0) {
      const components = [this.#rows, this.#packRows].flatMap((rows) => rows.components());
      return warning(
        `no component is called ${component}${suggestName(component, components) || '; it counts once another catalogue brings it'}`,
      );
    }
    if (name === '*' && codes.length > 0)
      return { events: codes.filter((code) => !isNormal(code)).map(eventKeyOf) };
    const code = this.#rows.row(component, name);
    if (code !== undefined) return { events: [eventKeyOf(code)] };
    const other = name === '*' ? packed[0] : this.#packRows.row(component, name);
    if (other !== undefined)
      return warning(
        `${component}/${name} is of the pack ${this.#packs!.packOf(other)}; it counts once that is chosen with --pack`,
      );
    const names = [...codes, ...packed].map((row) => row.name);
    return fault(`${component} has no code ${name}${suggestName(name, names)}`);
  }
}

function fault(text: string): Named {
  return { events: [], wrong: { isFault: true, text } };
}

function warning(text: string): Named {
  return { events: [], wrong: { isFault: false, text } };
}

function andOf(codes: readonly Code[]): string {
  return codes.map(({ component }) => component).join(' and of ');
}

function eventKeyOf({ component, name }: Code): EventKey {
  return `${component}/${name}`;
}

/** A list of causes, where a file has it; what it names is looked up when all files are read. */
interface Listed {
  readonly document: CatalogueDocument;
  readonly path: Path;
  readonly entry: FollowsEntry;
}

/** That something follows from something else, as a file says it. */
interface Said extends Listed {
  readonly effect: EventKey;
}

/** How long after its cause an effect is looked for, in seconds, where the catalogue does not say. */
const usualTime = 120;

const places: readonly SharedPlace[] = ['device', 'peer', 'request', 'key', 'segment', 'thread', 'host'];

/** Collects what the files say follows from what. */
export class FollowsMerge {
  readonly #said = new Map<EventKey, Said>();
  /** Every list once, also where none of its effects stands any more: a wrong name in it is a mistake all the same. */
  readonly #lists = new Map<FollowsEntry, Listed>();

  /** Takes in what an effect follows from; what was said of it before holds no more. */
  add(document: CatalogueDocument, path: Path, effect: EventKey, entry: FollowsEntry): void {
    this.#said.set(effect, { document, path, effect, entry });
    this.check(document, path, entry);
  }

  /** Takes in a list whose names must be known, whatever follows from them. */
  check(document: CatalogueDocument, path: Path, entry: FollowsEntry): void {
    if (!this.#lists.has(entry)) this.#lists.set(entry, { document, path, entry });
  }

  /** Whether it is said what this follows from, or that nothing is to be supposed. */
  has(effect: EventKey): boolean {
    return this.#said.has(effect);
  }

  /**
   * The rows of what was said.
   *
   * @param names all that can be named
   */
  resolve(names: EventNames): {
    readonly consequences: KnownConsequence[];
    readonly faults: Fault[];
    readonly warnings: Fault[];
  } {
    const faults: Fault[] = [];
    const warnings: Fault[] = [];
    for (const { document, path, entry } of this.#lists.values())
      for (const [word, at] of wordsOf(entry, path)) {
        const { wrong } = names.find(word);
        if (wrong === undefined) continue;
        (wrong.isFault ? faults : warnings).push(document.fault(at, wrong.text));
      }
    const consequences = [...this.#said.values()].flatMap((said) => consequencesOf(said, names));
    return { consequences, faults, warnings };
  }
}

/** The words of a list, and where they stand. */
function wordsOf(entry: FollowsEntry, path: Path): [word: string, at: Path][] {
  if (entry === 'none') return [];
  return entry.flatMap((one, index): [string, Path][] => {
    const at = [...path, index];
    if (typeof one === 'string') return [[one, at]];
    if (typeof one.from === 'string') return [[one.from, [...at, 'from']]];
    return one.from.map((word, nth) => [word, [...at, 'from', nth]]);
  });
}

function consequencesOf({ document, effect, entry }: Said, names: EventNames): KnownConsequence[] {
  if (entry === 'none') return [];
  const events = (words: readonly string[]): EventKey[] =>
    words.flatMap((word) => names.find(word).events.filter((event) => event !== effect));
  // What is named by itself shares one row.
  const plain = entry.filter((one) => typeof one === 'string');
  const linked = entry.flatMap((one, index) => {
    if (typeof one === 'string') return [];
    const from = events(typeof one.from === 'string' ? [one.from] : one.from);
    return [row(`${effect}/${index}`, from, effect, one, document.file)];
  });
  return [row(effect, events(plain), effect, {}, document.file), ...linked].filter(
    ({ cause }) => cause.length > 0,
  );
}

function row(
  id: string,
  cause: readonly EventKey[],
  effect: EventKey,
  { within = usualTime, same = ['host'], because }: Partial<LinkEntry>,
  file: string,
): KnownConsequence {
  return {
    id: `own/${id}`,
    cause,
    effect: [effect],
    withinSeconds: within,
    shared: { must: same, may: places.filter((place) => !same.includes(place)) },
    because: because ?? `${file} says so.`,
    source: file,
  };
}
