import type { FreeNumber } from './free-numbers.ts';

// `res:[0, -800, 0]`, `error_codes=[-707]`, `(codes={-200}, ...`, `first_failures=[('key', -704), ...]`, and of Mooncake's
// structured_object_store.py `failed to remove 2 Mooncake keys: [('key', -706), ...]`
const listWord =
  '(?:res|results?|codes?|rets?|rcs?|errs|errors|error_codes?|err_codes?|return_codes|ret_codes|status(?:es)?|(?:first_)?failures|failed)';
const listKeyword = new RegExp(
  String.raw`(?:^|[^A-Za-z0-9_])${listWord}["']?\s?[:=]\s?$|\breturned $|\bmooncake keys: $`,
  'i',
);
/** A bracket that may open a result list. */
const opening = /(?<=[=:d] ?)[[{]/g;

/** What a result list holds. */
export interface NumberList {
  readonly negatives: readonly FreeNumber[];
  /** Whether every number in it is 0, which reports success. */
  readonly allZero: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds result lists between `from` and `to`: a keyword, then brackets that hold only numbers, quoted strings and nested
 * brackets. Zeros and positive byte counts are successes; strings (keys) are skipped, whatever they hold. Linear: the
 * search goes on behind what was read.
 */
export function findLists(line: string, from: number, to: number): readonly NumberList[] {
  const lists: NumberList[] = [];
  let end = from;
  for (const { index } of line.slice(from, to).matchAll(opening)) {
    const at = from + index;
    if (at < end || !listKeyword.test(line.slice(Math.max(from, at - 24), at))) continue;
    const list = readList(line, at, to);
    if (list.negatives.length > 0 || list.allZero) lists.push(list);
    end = list.end;
  }
  return lists;
}

function readList(line: string, open: number, to: number): NumberList {
  let negatives: FreeNumber[] | undefined;
  let zeros = 0;
  let others = 0;
  let depth = 0;
  let at = open;
  for (; at < to; at++) {
    const code = line.charCodeAt(at);
    if (code === 91 || code === 123 || code === 40) depth++;
    else if (isClosing(code)) {
      if (--depth === 0) {
        at++;
        break;
      }
    } else if (code === 39 || code === 34) {
      const close = line.indexOf(line[at]!, at + 1);
      if (close === -1 || close >= to) break;
      at = close;
    } else if (code === 45 || isDigit(code)) {
      const start = at;
      let value = code === 45 ? 0 : code - 48;
      for (; at + 1 < to && isDigit(line.charCodeAt(at + 1)); at++)
        value = value * 10 + line.charCodeAt(at + 1) - 48;
      // Nor does a list go on right behind a bracket that closes.
      if (code === 45 && isClosing(line.charCodeAt(start - 1))) break;
      // A number that runs on into other characters is an identifier or a fraction.
      if (!',]}) :'.includes(line[at + 1] ?? ',')) break;
      if (value === 0) {
        // A lone sign is no number.
        if (code !== 45 || at > start) zeros++;
        else others++;
        // No program prints a code with a leading zero.
      } else if (code === 45 && line.charCodeAt(start + 1) !== 48) {
        negatives ??= [];
        negatives.push({ value: -value, start, end: at + 1 });
      } else others++;
    } else if (code !== 44 && code !== 32 && code !== 58) break;
  }
  return {
    negatives: negatives ?? noNumbers,
    allZero: zeros > 0 && others === 0 && negatives === undefined,
    start: open,
    end: at,
  };
}

const noNumbers: readonly FreeNumber[] = [];

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isClosing(code: number): boolean {
  return code === 93 || code === 125 || code === 41;
}
