import type { KnownConsequence, SharedPlace, Sign } from '../consequences/index.ts';
import type { Fault } from './fault.ts';
import type { CatalogueDocument, Path } from './reading/document.ts';
import type { FollowsEntry, LinkEntry } from './schema/follows.ts';
import type { SignNames } from './sign-names.ts';

/** A list of causes, where a file has it; what it names is looked up when all files are read. */
interface Listed {
  readonly document: CatalogueDocument;
  readonly path: Path;
  readonly entry: FollowsEntry;
}

/** That something follows from something else, as a file says it. */
interface Said extends Listed {
  readonly effect: Sign;
}

/** How long after its cause an effect is looked for, in seconds, where the catalogue does not say. */
const usualTime = 120;

const places: readonly SharedPlace[] = ['device', 'peer', 'request', 'key', 'segment', 'thread', 'host'];

/** Collects what the files say follows from what. */
export class FollowsMerge {
  readonly #said = new Map<Sign, Said>();
  /** Every list once, also where none of its effects stands any more: a wrong name in it is a mistake all the same. */
  readonly #lists = new Map<FollowsEntry, Listed>();

  /** Takes in what an effect follows from; what was said of it before holds no more. */
  add(document: CatalogueDocument, path: Path, effect: Sign, entry: FollowsEntry): void {
    this.#said.set(effect, { document, path, effect, entry });
    this.check(document, path, entry);
  }

  /** Takes in a list whose names must be known, whatever follows from them. */
  check(document: CatalogueDocument, path: Path, entry: FollowsEntry): void {
    if (!this.#lists.has(entry)) this.#lists.set(entry, { document, path, entry });
  }

  /** Whether it is said what this follows from, or that nothing is to be supposed. */
  has(effect: Sign): boolean {
    return this.#said.has(effect);
  }

  /**
   * The rows of what was said.
   *
   * @param names all that can be named
   */
  resolve(names: SignNames): {
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

function consequencesOf({ document, effect, entry }: Said, names: SignNames): KnownConsequence[] {
  if (entry === 'none') return [];
  const signs = (words: readonly string[]): Sign[] =>
    words.flatMap((word) => names.find(word).signs.filter((sign) => sign !== effect));
  // What is named by itself shares one row.
  const plain = entry.filter((one) => typeof one === 'string');
  const linked = entry.flatMap((one, index) => {
    if (typeof one === 'string') return [];
    const from = signs(typeof one.from === 'string' ? [one.from] : one.from);
    return [row(`${effect}/${index}`, from, effect, one, document.file)];
  });
  return [row(effect, signs(plain), effect, {}, document.file), ...linked].filter(
    ({ cause }) => cause.length > 0,
  );
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
