// `res:[0, -800, 0]`, `error_codes=[-707]`, `(codes={-200}, ...`, `first_failures=[('key', -704), ...]`
const listKeyword =
  /(?:^|[^A-Za-z0-9_])(?:res|results?|codes?|rets?|rcs?|errs|errors|error_codes?|err_codes?|return_codes|ret_codes|status(?:es)?|(?:first_)?failures|failed)["']?\s?[:=]\s?$|\breturned $/i;

/** One negative number of a result list. */
export interface ListNumber {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** What a result list holds. */
export interface NumberList {
  readonly negatives: readonly ListNumber[];
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
export function findLists(line: string, from: number, to: number): NumberList[] {
  const lists: NumberList[] = [];
  for (let at = nextOpening(line, from, to); at !== -1; ) {
    // Nearly all brackets are none of ours; one look backwards says so.
    const before = line[at - 1] === ' ' ? line[at - 2] : line[at - 1];
    if (
      (before !== '=' && before !== ':' && before !== 'd') ||
      !listKeyword.test(line.slice(Math.max(from, at - 24), at))
    ) {
      at = nextOpening(line, at + 1, to);
      continue;
    }
    const list = readList(line, at, to);
    if (list.negatives.length > 0 || list.allZero) lists.push(list);
    at = nextOpening(line, Math.max(list.end, at + 1), to);
  }
  return lists;
}

const opening = /[[{]/g;

function nextOpening(line: string, from: number, to: number): number {
  opening.lastIndex = from;
  const at = opening.exec(line)?.index ?? -1;
  return at < to ? at : -1;
}

function readList(line: string, open: number, to: number): NumberList {
  const negatives: ListNumber[] = [];
  let zeros = 0;
  let others = 0;
  let depth = 0;
  let at = open;
  for (; at < to; at++) {
    const character = line[at]!;
    if ('[{('.includes(character)) depth++;
    else if (']})'.includes(character)) {
      if (--depth === 0) {
        at++;
        break;
      }
    } else if (character === "'" || character === '"') {
      const close = line.indexOf(character, at + 1);
      if (close === -1 || close >= to) break;
      at = close;
    } else if (character === '-' || isDigit(character)) {
      const start = at;
      while (at + 1 < to && isDigit(line[at + 1]!)) at++;
      // A number that runs on into other characters is an identifier or a fraction.
      if (!',]}) :'.includes(line[at + 1] ?? ',')) break;
      const value = Number(line.slice(start, at + 1));
      if (value < 0) negatives.push({ value, start, end: at + 1 });
      else if (value === 0) zeros++;
      else others++;
    } else if (character !== ',' && character !== ' ' && character !== ':') break;
  }
  return { negatives, allZero: zeros > 0 && others === 0 && negatives.length === 0, start: open, end: at };
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}
