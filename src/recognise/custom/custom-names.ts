import type { Catalogue } from '../../catalogue/catalogue.ts';
import { type Code, type Component, numberOf } from '../../catalogue/code.ts';
import type { OwnForms, OwnScope, OwnSpelling } from '../../catalogue/own-forms.ts';
import { endsAlone, startsAlone } from '../evidence/stands-alone.ts';
import type { Prefix } from '../prefix/prefix.ts';
import { holdsFor, holdsForSeverity, type OwnHit } from './own-scope.ts';
import { isAskedFor, isCountOfNone, isDenied, lowerCase, SoughtText } from './sought-text.ts';

/** A name or alias, and where it counts. */
interface Spelling {
  readonly sought: SoughtText;
  readonly code: Code;
  readonly scope: OwnScope;
  readonly forms: OwnForms;
  /** Whether it counts on lines of others too. */
  readonly anywhere: boolean;
  /** Whether a character beyond ASCII begins or ends it: scripts that know no blanks know no words. */
  readonly wideStart: boolean;
  readonly wideEnd: boolean;
}

/** Spellings that begin with one word: by what stands behind it as far as that is fixed, and others. */
interface SpellingList {
  readonly loose: Spelling[];
  byNext?: Map<string, Spelling[]>;
}

/** Finds names and aliases of codes that operators' catalogues give. */
export class OwnNames {
  /** By their first word, as it stands. */
  readonly #exact = new Map<string, SpellingList>();
  /** By their first word in small letters, where case does not count. */
  readonly #folded = new Map<string, SpellingList>();
  /** By their first three letters in small ones, where `{}` stands right behind the first word. */
  readonly #open = new Map<string, Spelling[]>();
  /** By their first two bytes, where these are no ASCII. */
  readonly #wide = new Map<string, Spelling[]>();
  /** Bits for the lengths of the first words that begin with a character, so that few words of a line are looked up. */
  readonly #lengths = new Uint32Array(128);
  /** For each character whether an open text begins with it. */
  readonly #opens = new Uint8Array(128);
  readonly #preferred: Component | undefined;

  /** @param counted whether a code counts @param preferred settles a text that components share in favour of this one */
  constructor(catalogue: Catalogue, counted: (code: Code) => boolean, preferred: Component | undefined) {
    this.#preferred = preferred;
    for (const forms of catalogue.own) {
      if (forms.names === 'never') continue;
      for (const spelling of forms.spellings) {
        const code = catalogue.named(spelling.code).find(({ component }) => component === forms.component);
        if (code !== undefined && counted(code)) this.#add(spelling, code, forms, catalogue);
      }
    }
  }

  get isEmpty(): boolean {
    return this.#exact.size + this.#folded.size + this.#open.size + this.#wide.size === 0;
  }

  /** Whether any text begins beyond ASCII. */
  get hasWide(): boolean {
    return this.#wide.size > 0;
  }

  /** The longest name or alias that begins with the word between two offsets. */
  at(line: string, start: number, wordEnd: number, prefix: Prefix, lower: () => string): OwnHit | undefined {
    const first = line.charCodeAt(start);
    const open =
      this.#opens[first] === 0 ? undefined : this.#open.get(lower().slice(start, start + openLength));
    const isLong = (this.#lengths[first]! & lengthBit(wordEnd - start)) !== 0;
    if (!isLong && open === undefined) return undefined;
    const exact = isLong ? this.#exact.get(line.slice(start, wordEnd)) : undefined;
    const folded =
      isLong && this.#folded.size > 0 ? this.#folded.get(lower().slice(start, wordEnd)) : undefined;
    // Most words of a length that a text begins with begin none.
    if (exact === undefined && folded === undefined && open === undefined) return undefined;
    return this.#longest(line, start, prefix, lower, [
      exact?.loose,
      exact?.byNext?.get(line.slice(wordEnd, wordEnd + nextLength)),
      folded?.loose,
      folded?.byNext?.get(lower().slice(wordEnd, wordEnd + nextLength)),
      open,
    ]);
  }

  /** The longest one that begins with a character beyond ASCII. */
  wideAt(line: string, start: number, prefix: Prefix, lower: () => string): OwnHit | undefined {
    return this.#longest(line, start, prefix, lower, [this.#wide.get(line.slice(start, start + 2))]);
  }

  #longest(
    line: string,
    start: number,
    prefix: Prefix,
    lower: () => string,
    lists: readonly (readonly Spelling[] | undefined)[],
  ): OwnHit | undefined {
    let best: Spelling[] = [];
    let bestEnd = -1;
    for (const spelling of lists.flatMap((list) => list ?? none)) {
      const { sought, scope, forms, anywhere, wideStart, wideEnd } = spelling;
      const end = sought.endAt(sought.anyCase ? lower() : line, start, prefix.messageEnd, prefix.message);
      if (end === -1 || end < bestEnd) continue;
      if (!wideStart && !startsAlone(line, start)) continue;
      if (!wideEnd && !endsAlone(line, end)) continue;
      if (!holdsForSeverity(scope, prefix) || !isInSources(scope, prefix)) continue;
      if (!anywhere && !holdsFor(forms, prefix)) continue;
      if (end > bestEnd) best = [];
      bestEnd = end;
      best.push(spelling);
    }
    // On lines of a component's own its names come first.
    const own = best.filter(({ forms }) => holdsFor(forms, prefix));
    const codes = [...new Set((own.length > 0 ? own : best).map(({ code }) => code))];
    const preferred = codes.filter(({ component }) => component === this.#preferred);
    const [first, ...others] = preferred.length > 0 ? preferred : codes;
    if (first === undefined || isProse(line, start, bestEnd, prefix)) return undefined;
    const readings = [first, ...others] as const;
    return {
      evidence: 'name',
      readings,
      value: others.length > 0 ? undefined : numberOf(first),
      start,
      end: bestEnd,
    };
  }

  #add(spelling: OwnSpelling, code: Code, forms: OwnForms, catalogue: Catalogue): void {
    const sought = new SoughtText(spelling);
    // Where a code of Mooncake has the same name, only the component's own lines mean this one.
    const taken = forms.added && catalogue.mooncake.named(spelling.text).length > 0;
    const row: Spelling = {
      sought,
      code,
      scope: spelling,
      forms,
      anywhere: forms.names === 'anywhere' && !taken,
      wideStart: sought.firstBytes !== '',
      wideEnd: spelling.text.charCodeAt(spelling.text.length - 1) >= 128,
    };
    if (sought.firstBytes !== '') append(this.#wide, sought.firstBytes, row);
    else if (sought.isOpen) {
      const key = lowerCase(sought.firstWord.slice(0, openLength));
      append(this.#open, key, row);
      this.#opens[key.charCodeAt(0)] = this.#opens[key.toUpperCase().charCodeAt(0)] = 1;
    } else {
      const key = sought.firstWord;
      const lists = sought.anyCase ? this.#folded : this.#exact;
      const list = lists.get(key) ?? { loose: [] };
      lists.set(key, list);
      if (sought.next.length < nextLength) list.loose.push(row);
      else {
        list.byNext ??= new Map();
        append(list.byNext, sought.next, row);
      }
      const first = key.charCodeAt(0);
      this.#lengths[first]! |= lengthBit(key.length);
      if (sought.anyCase) this.#lengths[key.toUpperCase().charCodeAt(0)]! |= lengthBit(key.length);
    }
  }
}

/** Whether a line speaks of a text without reporting it. */
function isProse(line: string, start: number, end: number, { message, messageEnd }: Prefix): boolean {
  return (
    isDenied(line, message, start) ||
    isCountOfNone(line, end, messageEnd) ||
    isAskedFor(line, start, end, message, messageEnd)
  );
}

const none: readonly Spelling[] = [];
/** The schema asks for so many letters before `{}`. */
const openLength = 3;
const nextLength = 4;

function append(map: Map<string, Spelling[]>, key: string, row: Spelling): void {
  const rows = map.get(key);
  if (rows === undefined) map.set(key, [row]);
  else rows.push(row);
}

/** Whether a line is of the files or loggers that a text is limited to, if it is. */
function isInSources(scope: OwnScope, prefix: Prefix): boolean {
  return scope.files.length + scope.loggers.length === 0 || holdsFor(scope, prefix);
}

/** Lengths from 31 on share a bit; a longer word is looked up in vain at worst. */
function lengthBit(length: number): number {
  return 1 << Math.min(length, 31);
}
