import { isLetter } from '../shape/number-leads.ts';
import { byteBuckets } from './byte-buckets.ts';
import {
  type GramOptions,
  type GramPart,
  type GramText,
  gram,
  type TextPattern,
  type Unless,
  windowBytes,
} from './gram-text.ts';
import { PartNumbers } from './part-numbers.ts';
import { TextSample } from './text-sample.ts';

/** What texts are found by, and how far apart four bytes are looked at for the long ones. */
export interface TextPatterns {
  readonly step: number;
  readonly patterns: readonly TextPattern[];
  /** By what they were chosen. */
  readonly sample: TextSample;
  /** What the short ones are suspected by, worked out once. */
  readonly buckets: () => Uint8Array;
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
  { unlessInformation, unlessSurelyInformation, vocabulary }: GramOptions = {},
  sample = new TextSample(vocabulary),
): TextPatterns | undefined {
  for (const step of steps) {
    const patterns = new Map<string, TextPattern>();
    const numbers = new PartNumbers();
    let short = 0;
    for (const text of texts) {
      const best = bestOf(text, step, sample);
      if (best === undefined) return undefined;
      const unless: Unless = unlessInformation?.has(text)
        ? 1
        : unlessSurelyInformation?.has(text) === true
          ? 2
          : 0;
      const pattern = { ...best, unless };
      const key = keyOf(pattern);
      const known = patterns.get(key);
      if (known !== undefined) {
        // Which of several forms stands there does not matter.
        const number = numbers.either(known.part.number, pattern.part.number);
        if (number !== known.part.number) patterns.set(key, { ...known, part: { ...known.part, number } });
        continue;
      }
      patterns.set(key, pattern);
      if (!pattern.isLong && ++short > mostShort) break;
    }
    if (short <= mostShort) return foundAt(step, [...patterns.values()], sample);
  }
  return undefined;
}

/** What a text of seven bytes or more is found by that ordinary lines do not hold. */
export function patternAmid(text: string, step: number): TextPattern {
  return { ...patternAt({ text }, (text.length - step - gram + 1) >> 1, true), unless: 0 };
}

function foundAt(step: number, patterns: readonly TextPattern[], sample: TextSample): TextPatterns {
  let buckets: Uint8Array | undefined;
  return {
    step,
    patterns,
    sample,
    buckets: () => {
      buckets ??= byteBuckets(patterns, sample);
      return buckets;
    },
  };
}

/** Whether a part is long enough to be found by. */
export function isFindable({ text }: GramPart): boolean {
  return text.length >= shortest;
}

/** Of all bytes that a text could be found by, those that ordinary lines hold most seldom. */
function bestOf(text: GramText, step: number, sample: TextSample): Omit<TextPattern, 'unless'> | undefined {
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
      // With four known bytes fewer are compared in vain.
      const unknown = Math.max(0, Math.min(gram, part.text.length) - (part.text.length - at));
      const cost = shortCost + sample.costOfTwo(part.text, at, part.anyCase === true) + unknown / 4;
      if (cost < least) {
        least = cost;
        best = { part, at, isLong: false };
      }
    }
  return best && patternAt(best.part, best.at, best.isLong);
}

function patternAt(part: GramPart, place: number, isLong: boolean): Omit<TextPattern, 'unless'> {
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

/** What the same is compared of, but for the number that stands behind, has one key. */
function keyOf({ part, isLong, at, value, mask, start, end, unless }: TextPattern): string {
  const { before = '', behind = '', number } = part;
  const bytes = `${Buffer.from(value).toString('latin1')}${Buffer.from(mask).toString('latin1')}`;
  const first = before === '' ? 0 : start;
  const last = behind === '' && number === undefined ? 0 : end;
  return `${bytes}${unless} ${isLong} ${at} ${first} ${last} ${number === undefined} ${before}\n${behind}`;
}
