import { addCounts, LineCount, type LineCountData } from './line-count.ts';

/** Masked messages that a group keeps apart; from more on, it keeps what they have in common. */
const mostForms = 24;
/** A place of a group's messages with more different words than this is open. */
const mostWordsApart = 8;

/** Stands for a word that differs between messages. */
export const wildcard = '<*>';

/** A group as plain data: masked messages of equal fixed words and equal number of words. */
export interface MessageClusterData {
  readonly isFixed: readonly boolean[];
  readonly forms: readonly { readonly words: readonly string[]; readonly count: LineCountData }[];
  /** Whether there were too many messages to keep apart; then `forms` is the one they have in common. */
  readonly joined: boolean;
}

/** Words with a count. */
export interface CountedWords {
  readonly words: readonly string[];
  readonly isFixed: readonly boolean[];
  readonly count: LineCountData;
}

/**
 * Masked messages that agree in number of words and in all words that are never left open. What it holds depends on which
 * messages came, not on their order: few are kept as they are, of many only what all of them share.
 */
export class MessageCluster {
  readonly isFixed: readonly boolean[];
  /** By their words, parted by blanks. */
  #forms = new Map<string, LineCount>();
  #common: { words: string[]; readonly count: LineCount } | undefined;

  constructor(isFixed: readonly boolean[]) {
    this.isFixed = isFixed;
  }

  /** The count for lines of this form, given also as its words. */
  count(form: string, words: readonly string[]): LineCount {
    if (this.#common === undefined) {
      let count = this.#forms.get(form);
      if (count !== undefined) return count;
      if (this.#forms.size < mostForms) {
        count = new LineCount();
        this.#forms.set(form, count);
        return count;
      }
      this.#join();
    }
    const common = this.#common!;
    for (let at = 0; at < words.length; at++) if (common.words[at] !== words[at]) common.words[at] = wildcard;
    return common.count;
  }

  /** Whether all forms share one count. */
  get joined(): boolean {
    return this.#common !== undefined;
  }

  merge(data: MessageClusterData): void {
    if (data.joined) {
      if (this.#common === undefined && this.#forms.size === 0)
        this.#common = { words: [...data.forms[0]!.words], count: new LineCount() };
      this.#join();
    }
    for (const { words, count } of data.forms) this.count(words.join(' '), words).merge(count);
  }

  /** Ends its counts, since lines will be counted elsewhere; gives the lines so far. */
  end(): number {
    let lines = 0;
    for (const count of this.#common === undefined ? this.#forms.values() : [this.#common.count]) {
      lines += count.lines;
      count.live = false;
    }
    return lines;
  }

  data(): MessageClusterData {
    const forms =
      this.#common === undefined
        ? [...this.#forms]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([form, count]) => ({ words: form.split(' '), count }))
        : [this.#common];
    return {
      isFixed: this.isFixed,
      forms: forms.map(({ words, count }) => ({ words, count: count.data() })),
      joined: this.joined,
    };
  }

  #join(): void {
    if (this.#common !== undefined) return;
    const forms = [...this.#forms.keys()].map((form) => form.split(' '));
    const count = new LineCount();
    for (const joined of this.#forms.values()) {
      count.merge(joined.data());
      joined.live = false;
    }
    const words = (forms[0] ?? []).map((word, index) =>
      forms.every((form) => form[index] === word) ? word : wildcard,
    );
    this.#common = { words, count };
    this.#forms = new Map();
  }
}

/** The templates of a group: places with many different words are open. */
export function templatesOf({ isFixed, forms }: MessageClusterData): CountedWords[] {
  const isOpen = isFixed.map(
    (fixed, index) => !fixed && new Set(forms.map(({ words }) => words[index])).size > mostWordsApart,
  );
  const templates = new Map<
    string,
    { readonly words: readonly string[]; readonly counts: LineCountData[] }
  >();
  for (const { words, count } of forms) {
    const open = words.map((word, index) => (isOpen[index] ? wildcard : word));
    const key = open.join(' ');
    const known = templates.get(key);
    if (known === undefined) templates.set(key, { words: open, counts: [count] });
    else known.counts.push(count);
  }
  return [...templates.values()].map(({ words, counts }) => ({ words, isFixed, count: addCounts(counts) }));
}
