import { isLetter } from '../shape/number-leads.ts';
import type { TextSample } from './text-sample.ts';

/** The numbers of which one stands behind a part. */
export interface PartNumber {
  /** Without their signs; absent: any number. */
  readonly values?: ReadonlySet<number> | undefined;
  /** Whether it may also be written as 0x7bc8a, whatever its value. */
  readonly hex?: boolean | undefined;
}

/** A part of a text that stands in a line, one character a byte. */
export interface GramPart {
  readonly text: string;
  /** Whether upper and lower case (of ASCII) are one. */
  readonly anyCase?: boolean | undefined;
  /** Characters of which one stands before the part. */
  readonly before?: string | undefined;
  /** Characters of which one stands behind the part. */
  readonly behind?: string | undefined;
  /** Where a number stands behind the part. */
  readonly number?: PartNumber | undefined;
}

/** A text, by parts of which each stands in every line that holds it. */
export type GramText = readonly [GramPart, ...GramPart[]];

/** How texts are looked for. */
export interface GramOptions {
  /** Texts that do not count on lines with a glog header of severity I before them. */
  readonly unlessInformation?: ReadonlySet<GramText>;
  /** Tells lines (latin1) with one of the texts from others; absent where all that may be are taken for them. */
  readonly isMeant?: ((line: string) => boolean) | undefined;
  /** What other lines are made of (latin1): texts are found by what is rare in it. */
  readonly vocabulary?: string | undefined;
}

/** How many bytes are looked at together. */
export const gram = 4;
/** Bytes of a text that are compared at once. */
export const windowBytes = 16;

/**
 * What a text is found by: up to 16 bytes of it, its window. Offsets count from the begin of the window.
 *
 * Of a long pattern, four bytes are looked at each `step` places, so that four of those from `at` on are seen. Of a short one, the
 * two bytes at `at` are looked for at every place, with the byte before them.
 */
export interface TextPattern {
  readonly part: GramPart;
  readonly isLong: boolean;
  readonly at: number;
  /** The bytes of the window, and which of their bits count. */
  readonly value: Uint8Array;
  readonly mask: Uint8Array;
  /** Where the part begins and ends. */
  readonly start: number;
  readonly end: number;
  /** Whether it counts on lines with a glog header of severity I before it. */
  readonly isAnywhere: boolean;
}

/** What texts are found by, and how far apart four bytes are looked at for the long ones. */
export interface TextPatterns {
  readonly step: number;
  readonly patterns: readonly TextPattern[];
}

/** The steps that the search knows, widest first. */
const steps = [4, 2, 1] as const;
/** With more short patterns than this, looking for them lets too much through, so that a narrower step is taken. */
const mostShort = 120;
/** How much of a text the window shows before the bytes that it is found by. */
const lead = 4;
const shortest = 2;
const smallLetter = 0x20;
const shortCost = 2;

/** The patterns of texts; undefined where too many are too short, so that every line has to be looked at. */
export function patternsOf(
  texts: readonly GramText[],
  sample: TextSample,
  unlessInformation?: ReadonlySet<GramText>,
): TextPatterns | undefined {
  for (const step of steps) {
    const patterns = new Map<string, TextPattern>();
    const sets: NumberSets = new Map();
    let short = 0;
    for (const text of texts) {
      const best = bestOf(text, step, sample);
      if (best === undefined) return undefined;
      const pattern = { ...best, isAnywhere: unlessInformation?.has(text) !== true };
      const key = keyOf(pattern, sets);
      if (patterns.has(key)) continue;
      patterns.set(key, pattern);
      if (!pattern.isLong && ++short > mostShort) break;
    }
    if (short <= mostShort) return { step, patterns: [...patterns.values()] };
  }
  return undefined;
}

/** Whether a part is long enough to be found by. */
export function isFindable({ text }: GramPart): boolean {
  return text.length >= shortest;
}

/** Of all bytes that a text could be found by, those that ordinary lines hold most seldom. */
function bestOf(
  text: GramText,
  step: number,
  sample: TextSample,
): Omit<TextPattern, 'isAnywhere'> | undefined {
  const width = step + gram - 1;
  let best: { part: GramPart; at: number; isLong: boolean } | undefined;
  let least = Number.POSITIVE_INFINITY;
  const longs = text.filter((part) => part.text.length >= width);
  for (const part of longs) {
    const costs = sample.costsOfFours(part.text);
    for (let at = 0; at + width <= part.text.length; at++) {
      let cost = 0;
      for (let next = at; next < at + step; next++) cost += costs[next]! / step;
      if (cost < least) {
        least = cost;
        best = { part, at, isLong: true };
      }
    }
  }
  for (const part of longs.length > 0 ? [] : text)
    for (let at = 0; at + shortest <= part.text.length; at++) {
      const cost = shortCost + sample.costOfTwo(part.text, at, part.anyCase === true);
      if (cost < least) {
        least = cost;
        best = { part, at, isLong: false };
      }
    }
  return best && patternAt(best.part, best.at, best.isLong);
}

function patternAt(part: GramPart, place: number, isLong: boolean): Omit<TextPattern, 'isAnywhere'> {
  const { text, anyCase = false } = part;
  const from =
    text.length <= windowBytes ? 0 : Math.max(0, Math.min(place - lead, text.length - windowBytes));
  const value = new Uint8Array(windowBytes);
  const mask = new Uint8Array(windowBytes);
  for (let index = 0; index < windowBytes && from + index < text.length; index++) {
    const code = text.charCodeAt(from + index);
    mask[index] = anyCase && isLetter(code) ? 0xff & ~smallLetter : 0xff;
    value[index] = code & mask[index]!;
  }
  return { part, isLong, at: place - from, value, mask, start: -from, end: text.length - from };
}

/** Numbers that were given to sets of values. */
type NumberSets = Map<ReadonlySet<number>, number>;

/** Texts that the same is compared of have one key. */
function keyOf(
  { part, isLong, at, value, mask, start, end, isAnywhere }: TextPattern,
  sets: NumberSets,
): string {
  const { before = '', behind = '', number } = part;
  const bytes = `${Buffer.from(value).toString('latin1')}${Buffer.from(mask).toString('latin1')}`;
  const first = before === '' ? 0 : start;
  const last = behind === '' && number === undefined ? 0 : end;
  const numbers =
    number === undefined ? -1 : 2 * numberOf(number.values, sets) + (number.hex === true ? 1 : 0);
  return `${bytes}${isAnywhere} ${isLong} ${at} ${first} ${last} ${numbers} ${before}\n${behind}`;
}

/** A number for each set of values. */
function numberOf(values: ReadonlySet<number> | undefined, sets: NumberSets): number {
  if (values === undefined) return 0;
  const known = sets.get(values) ?? sets.size + 1;
  sets.set(values, known);
  return known;
}
