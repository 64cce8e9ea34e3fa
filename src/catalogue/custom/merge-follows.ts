import { type Code, type Component, isNormal } from '../code.ts';
import type { KnownConsequence, SharedPlace, Sign } from '../consequences/index.ts';
import type { CodeRows } from './code-rows.ts';
import type { Fault } from './fault.ts';
import { meant } from './near.ts';
import type { CatalogueDocument, Path } from './reading/index.ts';
import type { FollowsEntry, LinkEntry } from './schema/index.ts';

/** That something follows from something else, as a file says it; what it names is looked up when all files are read. */
interface Said {
  readonly document: CatalogueDocument;
  readonly path: Path;
  readonly effect: Sign;
  readonly entry: FollowsEntry;
}

/** How long after its cause an effect is looked for, in seconds, where the catalogue does not say. */
const usualTime = 120;

const places: readonly SharedPlace[] = ['device', 'peer', 'request', 'key', 'segment', 'thread', 'host'];

/** Collects what the files say follows from what. */
export class FollowsMerge {
  readonly #said = new Map<Sign, Said>();
  #faults: Fault[] = [];
  #warnings: Fault[] = [];

  /** Takes in what an effect follows from; what was said of it before holds no more. */
  add(document: CatalogueDocument, path: Path, effect: Sign, entry: FollowsEntry): void {
    this.#said.set(effect, { document, path, effect, entry });
  }

  /** Whether it is said what this follows from, or that nothing is to be supposed. */
  has(effect: Sign): boolean {
    return this.#said.has(effect);
  }

  /**
   * The rows of what was said.
   *
   * @param rows all codes
   * @param messages the ids of all known messages
   */
  resolve(
    rows: CodeRows,
    messages: ReadonlySet<string>,
  ): { readonly consequences: KnownConsequence[]; readonly faults: Fault[]; readonly warnings: Fault[] } {
    this.#faults = [];
    this.#warnings = [];
    const consequences = [...this.#said.values()].flatMap((said) => this.#consequences(said, rows, messages));
    return { consequences, faults: this.#faults, warnings: this.#warnings };
  }

  #consequences(
    { document, path, effect, entry }: Said,
    rows: CodeRows,
    messages: ReadonlySet<string>,
  ): KnownConsequence[] {
    if (entry === 'none') return [];
    const find = (word: string, at: Path): Sign[] => {
      const signs = signsOf(word, rows, messages);
      if (Array.isArray(signs)) return signs.filter((sign) => sign !== effect);
      const fault = document.fault(at, signs.text);
      if (signs.kind === 'unknown component') this.#warnings.push(fault);
      else this.#faults.push(fault);
      return [];
    };
    // What is named by itself shares one row.
    const plain = entry.flatMap((one, index) => (typeof one === 'string' ? find(one, [...path, index]) : []));
    const linked = entry.flatMap((one, index) => {
      if (typeof one === 'string') return [];
      const at = [...path, index, 'from'];
      const from =
        typeof one.from === 'string'
          ? find(one.from, at)
          : one.from.flatMap((word, nth) => find(word, [...at, nth]));
      return [row(`${effect}/${index}`, from, effect, one, document.file)];
    });
    return [row(effect, plain, effect, {}, document.file), ...linked].filter(({ cause }) => cause.length > 0);
  }
}

function row(
  id: string,
  cause: readonly Sign[],
  effect: Sign,
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

/** What a word names, or what is wrong with it. */
function signsOf(
  word: string,
  rows: CodeRows,
  messages: ReadonlySet<string>,
): Sign[] | { readonly kind: 'unknown' | 'unknown component'; readonly text: string } {
  const slash = word.indexOf('/');
  const name = word.slice(slash + 1);
  if (slash === -1) {
    const named = rows.named(name);
    if (named.length === 1) return [signOf(named[0]!)];
    const names = rows.components().flatMap((component) => rows.of(component).map((code) => code.name));
    return {
      kind: 'unknown',
      text:
        named.length > 1
          ? `${name} is a code of ${named.map(({ component }) => component).join(' and of ')}; write Component/${name}`
          : `no code is named ${name}${meant(name, names) || '; name a code, or a message as message/its-id'}`,
    };
  }
  const component: Component = word.slice(0, slash);
  if (component === 'message') {
    if (messages.has(name)) return [`message/${name}`];
    return { kind: 'unknown', text: `no message has the id ${name}${meant(name, [...messages])}` };
  }
  const codes = rows.of(component);
  if (codes.length === 0)
    return {
      kind: 'unknown component',
      text: `no component is called ${component}${meant(component, rows.components()) || '; it counts once another catalogue brings it'}`,
    };
  if (name === '*') return codes.filter((code) => !isNormal(code)).map(signOf);
  const code = rows.row(component, name);
  if (code !== undefined) return [signOf(code)];
  return {
    kind: 'unknown',
    text: `${component} has no code ${name}${meant(
      name,
      codes.map((other) => other.name),
    )}`,
  };
}

function signOf({ component, name }: Code): Sign {
  return `${component}/${name}`;
}
