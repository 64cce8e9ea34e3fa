import type { LineCount } from './line-count.ts';
import { MessageCluster, type MessageClusterData } from './message-cluster.ts';

// Without the line of a source file, different statements meet; their first words tell them apart.
const firstWords = 3;

interface Ranked {
  readonly group: MessageCluster;
  readonly key: string;
  readonly rank: number;
}

/** The groups of one source and severity. */
export class SourceNode {
  /** Where masked messages are counted, for exact repeats; null: they are folded. */
  readonly known = new Map<string, LineCount | null>();
  readonly #groups = new Map<string, Ranked>();
  readonly #key: string;
  readonly #rank: number;
  readonly #oneStatement: boolean;

  /** @param oneStatement whether one log statement prints all of its lines */
  constructor(key: string, oneStatement: boolean) {
    this.#key = key;
    this.#rank = hash(key);
    this.#oneStatement = oneStatement;
  }

  /** How many groups it holds. */
  get size(): number {
    return this.#groups.size;
  }

  /**
   * The group for these words, made if need be; undefined if `most` other groups rank before it. `evicted` are the lines of
   * a group that had to go for it.
   */
  group(
    words: readonly string[],
    isFixed: readonly boolean[],
    most: number,
  ): { readonly group: MessageCluster | undefined; readonly evicted: number } {
    const key = words
      .map((word, index) => (isFixed[index] || (!this.#oneStatement && index < firstWords) ? word : '\0'))
      .join(' ');
    const known = this.#groups.get(key);
    if (known !== undefined) return { group: known.group, evicted: 0 };
    const ranked = { group: new MessageCluster(isFixed), key, rank: hash(key) };
    if (this.#groups.size < most) {
      this.#groups.set(key, ranked);
      return { group: ranked.group, evicted: 0 };
    }
    const worst = this.#worst();
    if (worst !== undefined && !ranksBehind(worst, ranked)) return { group: undefined, evicted: 0 };
    this.#groups.set(key, ranked);
    return { group: ranked.group, evicted: this.trim(most) };
  }

  /** Whether it holds this very group. */
  holds(group: MessageCluster): boolean {
    for (const ranked of this.#groups.values()) if (ranked.group === group) return true;
    return false;
  }

  /** Lets groups go until `most` are left; gives their lines. */
  trim(most: number): number {
    let lines = 0;
    while (this.#groups.size > most) {
      const worst = this.#worst()!;
      this.#groups.delete(worst.key);
      lines += worst.group.end();
    }
    return lines;
  }

  /** Whether this source has to go before the other. */
  ranksBehind(other: SourceNode): boolean {
    return this.#rank > other.#rank || (this.#rank === other.#rank && this.#key > other.#key);
  }

  data(): MessageClusterData[] {
    return [...this.#groups.values()]
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ group }) => group.data());
  }

  #worst(): Ranked | undefined {
    let worst: Ranked | undefined;
    for (const ranked of this.#groups.values())
      if (worst === undefined || ranksBehind(ranked, worst)) worst = ranked;
    return worst;
  }
}

function ranksBehind(a: Ranked, b: Ranked): boolean {
  return a.rank > b.rank || (a.rank === b.rank && a.key > b.key);
}

/** FNV-1a over UTF-16 units: the same everywhere, and nothing to do with the order in which keys come. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
