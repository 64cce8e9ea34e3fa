import { indexOf, isDigit, isWord } from './bytes';
import { addNumber } from './hits';
import { inKey } from './key-fields';
import { listed } from '../memory-layout';
import { nextOpening } from './numbers';
import { done, left, unknownWord } from '../verdict';
import { hasReadings, kindOfValue, readingsOf } from './values';
import { isListKeyword, wordKind } from './word-kinds';
import { isBlank, isQuote } from './words';

/** As many numbers of lists as are told from others. */
const mostListed = 100;

/** Down to 133 a negative number may as well be an errno, as in ../number-reader.ts. */
const lowestErrno: f64 = 133;

/** How far back a list's keyword may begin. */
const reach: usize = 24;

let count = 0;
let seen = 0;

/**
 * Reads the result lists of a message: a keyword, then brackets that hold only numbers, quoted strings and nested brackets, of
 * which the negative numbers are codes. ../number-lists.ts says what they look like.
 *
 * @param component of those that the source prints, the likeliest; 0 where nothing says
 * @param keysFrom where keys may begin, 0 where there are none
 */
export function readLists(message: usize, end: usize, lineStart: usize, component: u32, keysFrom: usize): i32 {
  count = seen = 0;
  for (let at = nextOpening(message, end, lineStart); at < end; ) {
    const word = keywordBefore(max(message, at - reach), at);
    let next = at + 1;
    if (word === unknownWord) return unknownWord;
    if (word === done) {
      const stop = readList(at, end, lineStart, component, keysFrom);
      if (stop === 0) return left;
      next = max(stop, next);
    }
    at = nextOpening(next, end, lineStart);
  }
  return done;
}

/** Whether the number that begins there belongs to a list; to be asked in the order in which numbers stand. */
export function isListed(start: usize): bool {
  while (seen < count && load<u32>(listed + 4 * seen) < start) seen++;
  return seen < count && load<u32>(listed + 4 * seen) === start;
}

/** Whether a keyword stands before the bracket at `at`: `done`; or `left` for none, or `unknownWord`. */
function keywordBefore(first: usize, at: usize): i32 {
  let end = at;
  if (end > first && isBlank(load<u8>(end - 1))) end--;
  if (end === first) return left;
  const sign = load<u8>(end - 1);
  if (sign === 58 || sign === 61) {
    end--;
    if (end > first && isBlank(load<u8>(end - 1))) end--;
    if (end > first && isQuote(load<u8>(end - 1))) end--;
  } else if (end !== at - 1 || load<u8>(end) !== 32 || (sign | 32) !== 100) return left;
  let start = end;
  while (start > first && isWord(load<u8>(start - 1))) start--;
  if (start === end) return left;
  if (sign !== 58 && sign !== 61) return isReturned(start, end) ? done : left;
  const kind = wordKind(start, end);
  if (kind === -1) return unknownWord;
  return (kind & isListKeyword) !== 0 ? done : left;
}

function isReturned(start: usize, end: usize): bool {
  // Read as a number from its first byte on, in any case.
  return end - start === 8 && (load<u64>(start) | 0x2020202020202020) === 0x64656e7275746572;
}

/** Reads one list from its bracket on: where it ends, or 0 when it holds too much. */
function readList(open: usize, to: usize, lineStart: usize, component: u32, keysFrom: usize): usize {
  let depth = 0;
  let at = open;
  for (; at < to; at++) {
    const byte = <u32>load<u8>(at);
    if (byte === 91 || byte === 123 || byte === 40) depth++;
    else if (isClosing(byte)) {
      if (--depth === 0) {
        at++;
        break;
      }
    } else if (isQuote(byte)) {
      const close = indexOf(<u8>byte, at + 1, to);
      if (close === to) break;
      at = close;
    } else if (byte === 45 || isDigit(byte)) {
      const start = at;
      let value: f64 = byte === 45 ? 0 : <f64>(byte - 48);
      for (; at + 1 < to && isDigit(load<u8>(at, 1)); at++) value = value * 10 + <f64>(load<u8>(at, 1) - 48);
      if (byte === 45 && isClosing(load<u8>(start - 1))) break;
      // A number that runs on into other characters is an identifier or a fraction.
      if (at + 1 < to && !mayFollow(load<u8>(at, 1))) break;
      // A lone sign is no number, and no program prints a code with a leading zero.
      if (byte !== 45 || value === 0 || load<u8>(start, 1) === 48) continue;
      if (count === mostListed) return 0;
      store<u32>(listed + 4 * count, <u32>start);
      count++;
      if (!hasReadings(value) || (keysFrom !== 0 && inKey(start, to, keysFrom, lineStart))) continue;
      // Words decide where no source says whose code it is.
      if (component === 0 && (value <= lowestErrno || readingsOf(<u32>value) > 1)) return 0;
      if (!addNumber(kindOfValue(<u32>value, max(component, 1)), start, at + 1)) return 0;
    } else if (byte !== 44 && byte !== 32 && byte !== 58) break;
  }
  return at;
}

/** One of `,]}) :`. */
// @ts-ignore: decorator
@inline
function mayFollow(byte: u32): bool {
  return isClosing(byte) || byte === 44 || byte === 32 || byte === 58;
}

// @ts-ignore: decorator
@inline
function isClosing(byte: u32): bool {
  return byte === 93 || byte === 125 || byte === 41;
}
