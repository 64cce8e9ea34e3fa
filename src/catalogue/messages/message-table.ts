import type { Message, MessagesByFile } from '../message.ts';
import { type CompiledMessage, compileMessage, matchesMessage, withMargins } from './compiled-message.ts';

type Severity = Message['severity'];

/** What a printed message is looked up by, besides its text. */
interface PrintedBy {
  /** The source file's name, as glog prints it: `client_service.cpp`. */
  readonly file: string;
  /** Undefined where it is unknown: then that of the entry is what it was printed with. */
  readonly severity: Severity | undefined;
  /** The source line that printed it; 0 where it is unknown. */
  readonly line: number;
}

/** Patterns of one file and severity whose heads begin alike, the more specific first; by that beginning. */
interface Group {
  /** How many characters of the head they share. */
  readonly length: number;
  readonly byBeginning: ReadonlyMap<string, readonly CompiledMessage[]>;
}

/** The worst first: where two of them print the same, it is taken for the worse. */
const severities: readonly Severity[] = ['F', 'E', 'W'];

const noCandidates: readonly CompiledMessage[] = [];

// Heads are grouped by their first 32, 12, 4 or 0 characters, whichever they have: four look-ups find all candidates.
const keyLengths = [32, 12, 4, 0] as const;

/**
 * Looks messages up by source file. A message costs at most four look-ups and a comparison with the few patterns that
 * begin like it; the patterns of a file are taken apart when its first message comes.
 */
export class MessageTable {
  /** The entries by the source file's name, as glog prints it. */
  readonly byFile: MessagesByFile;
  readonly #groups = new Map<string, readonly Group[]>();

  readonly #textOf: (pattern: string) => string;

  /** @param textOf how a pattern stands in the texts that are looked up */
  constructor(byFile: MessagesByFile, textOf: (pattern: string) => string = (pattern) => pattern) {
    this.byFile = byFile;
    this.#textOf = textOf;
  }

  /**
   * The entry that a message was printed by: the most specific pattern that matches it, that is the one with the most
   * literal characters. Where statements of one text differ, the entry is the one of the line that printed it, with the code
   * that follows there. Undefined when none matches or when equally specific ones imply different codes.
   *
   * @param text the text after the prefix, one character a byte (latin1); blanks at its end do not count
   */
  match(text: string, { file, severity, line }: PrintedBy): Message | undefined {
    const printed = withMargins(text);
    let best: Message | undefined;
    let weight = -1;
    let isTied = false;
    const beginning = printed.trimStart();
    for (const { length, byBeginning } of this.#groupsFor(file, severity)) {
      for (const candidate of byBeginning.get(beginning.slice(0, length)) ?? noCandidates) {
        if (candidate.weight < weight || !matchesMessage(candidate, printed)) continue;
        const message = candidate.at(line);
        if (message === undefined) continue;
        isTied =
          candidate.weight === weight &&
          (isTied || (best !== undefined && meaningOf(best) !== meaningOf(message)));
        if (candidate.weight > weight) best = message;
        weight = candidate.weight;
      }
    }
    return isTied ? undefined : best;
  }

  #groupsFor(file: string, severity: Severity | undefined): readonly Group[] {
    if (severity !== undefined) return this.#groupsOf(file, severity);
    return severities.flatMap((one) => this.#groupsOf(file, one));
  }

  #groupsOf(file: string, severity: Severity): readonly Group[] {
    const key = `${severity} ${file}`;
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    if (!Object.hasOwn(this.byFile, file)) return [];
    const compiled = this.byFile[file]!.filter((message) => message.severity === severity).map((message) =>
      compileMessage(message, this.#textOf),
    );
    const groups = keyLengths.flatMap((length) => {
      const own = compiled.filter(({ head }) => keyLengths.find((one) => one <= head.length) === length);
      return own.length === 0 ? [] : [{ length, byBeginning: byBeginning(own, length) }];
    });
    this.#groups.set(key, groups);
    return groups;
  }
}

function byBeginning(
  patterns: readonly CompiledMessage[],
  length: number,
): ReadonlyMap<string, readonly CompiledMessage[]> {
  const lists = new Map<string, CompiledMessage[]>();
  for (const pattern of patterns) {
    const beginning = pattern.head.slice(0, length);
    lists.set(beginning, [...(lists.get(beginning) ?? []), pattern]);
  }
  return lists;
}

/** What a message implies, as a text to be compared; empty when it implies nothing. */
function meaningOf({ code, oneOf }: Message): string {
  return code === undefined && oneOf === undefined ? '' : `${code ?? ''} ${oneOf?.join() ?? ''}`;
}
