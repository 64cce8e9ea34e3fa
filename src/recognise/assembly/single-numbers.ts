import { holdsBeginning, holdsWordBeginning } from './beginnings';
import { isLetter, isWord } from './bytes';
import { addNumber } from './hits';
import { inKey } from './key-fields';
import { engineWords, foreignWords, places } from '../memory-layout';
import { nextNegative } from './numbers';
import { isListed } from './result-lists';
import { noCode, noPlace, placeOf } from './number-places';
import { isMooncake, printsOthers } from './source-records';
import { isOf, kindOfValue, readingsOf } from './values';
import { done, left, unknownWord } from '../verdict';
import { isForeign, isKeyword, wordKind } from './word-kinds';
import { wordBefore } from './words';

/** Down to 133 a negative number may as well be an errno, and down to 9 a loop's index; as in ../number-reader.ts. */
const lowestErrno: u32 = 133;
const smallest: u32 = 9;

/** How far back the words stand that say what a number is, as in ../number-context.ts. */
const reach: usize = 64;

/** In longer lines only what is around a number is looked at. */
const longest: usize = 2000;

/** That a number is a code, besides `noCode` and the verdicts. */
const isCode: i32 = 1;

/** What the text before a number says, besides the verdicts: nothing, that only a colon stands there, or that it is a code. */
const none: i32 = 1;
const colon: i32 = 2;
const keyword: i32 = 3;

/**
 * Reads the free negative numbers of a message that are no elements of lists: those that are codes become findings.
 * ../number-reader.ts says which these are; what it needs regular expressions for is left to it.
 *
 * @param source what is known of the source
 * @param component of those that it prints, the likeliest; 0 where nothing says
 * @param filePlaces where the patterns of its places lie, or 0
 * @param isInfo whether the line is of no higher severity
 */
export function readSingles(
  message: usize,
  end: usize,
  lineStart: usize,
  source: u32,
  component: u32,
  filePlaces: usize,
  isInfo: bool,
): i32 {
  const own = (source & isMooncake) !== 0;
  for (let from = message; nextNegative(from, end, lineStart); ) {
    const value = <u32>-load<i32>(places);
    const start = <usize>load<u32>(places, 4);
    const next = <usize>load<u32>(places, 8);
    from = next;
    if (isListed(start) || !mayFollow(start)) continue;
    const readings = readingsOf(value);
    const open = value <= smallest || (readings > 1 && (source & printsOthers) !== 0);
    let place = open && filePlaces !== 0 ? placeOf(filePlaces, message, start, value) : noPlace;
    if (place === noPlace && own && value <= smallest) continue;
    if (place === noPlace) {
      const context = contextOf(message, start, own && value > lowestErrno && readings > 0);
      if (context < 0) return context;
      if (context !== none) {
        const verdict = own
          ? reportedOf(context, value, readings, next, end, isInfo)
          : calledOf(context, value, readings, component, message, end, lineStart);
        if (verdict === left) return left;
        if (verdict === noCode || (own && inKey(start, end, message, lineStart))) continue;
        if (!addNumber(kindOfValue(value, max(component, 1)), start, next)) return left;
        continue;
      }
      if (open || filePlaces === 0) continue;
      place = placeOf(filePlaces, message, start, value);
    }
    if (place <= noCode || !isOf(place, value) || inKey(start, end, message, lineStart)) continue;
    if (!addNumber(kindOfValue(value, place), start, next)) return left;
  }
  return done;
}

/** Whether a number is a code of which Mooncake's own line says so much: `isCode`, `noCode`, or `left`. */
function reportedOf(context: i32, value: u32, readings: u32, numberEnd: usize, end: usize, isInfo: bool): i32 {
  if (context !== keyword && !endsThere(numberEnd, end)) return noCode;
  if (readings > 0) return isCode;
  return context !== keyword || value <= lowestErrno || isInfo ? noCode : left;
}

/** The same on a line of a caller, or of nobody. */
function calledOf(
  context: i32,
  value: u32,
  readings: u32,
  component: u32,
  message: usize,
  end: usize,
  lineStart: usize,
): i32 {
  if (context !== keyword || readings === 0) return noCode;
  if (value <= smallest) return left;
  if (readings === 1) return component !== 0 || value > lowestErrno ? isCode : left;
  // Of those of several components the words decide.
  if (component !== 1 || end - lineStart > longest || holdsBeginning(engineWords, message, end)) return left;
  return isCode;
}

/** What stands before the number at `at`; or a verdict. */
function contextOf(message: usize, at: usize, trusted: bool): i32 {
  const first = max(message, at > reach ? at - reach : 0);
  if (wordBefore(first, at)) {
    if (load<u32>(places, 12) !== 0) return left;
    const kind = wordKind(load<u32>(places), load<u32>(places, 4));
    if (kind === -1) return unknownWord;
    if ((kind & isForeign) !== 0) return none;
    if ((kind & isKeyword) !== 0)
      return trusted || !holdsWordBeginning(foreignWords, first, at) ? keyword : left;
  }
  const before = <u32>load<u8>(at - 1);
  // `ErrorCode(`, and `got `: others say whether it is.
  if (before === 40) return left;
  if (before !== 32) return none;
  if (load<u8>(at - 2) === 58) {
    if (!trusted && holdsWordBeginning(foreignWords, first, at)) return left;
    return failsBefore(first, at - 2) ? keyword : colon;
  }
  const word = (load<u32>(at - 4) | 0x202020) & 0xffffff;
  // "got" and the last letters of "gave".
  return word === 0x746f67 || word === 0x657661 ? left : none;
}

/** Whether `fail`, `failed`, `failure` or `failures` stands between the last `=` and the colon at `end`. */
function failsBefore(first: usize, end: usize): bool {
  for (let at = end; at > first && load<u8>(at - 1) !== 61; at--) {
    // "fail", in any case: read as a number from its first byte on.
    if (at + 3 > end || (load<u32>(at - 1) | 0x20202020) !== 0x6c696166) continue;
    const rest = load<u32>(at, 3) | 0x20202020;
    if (endsWord(at + 3, end)) return true;
    if ((rest & 0xffff) === 0x6465 && endsWord(at + 5, end)) return true;
    if ((rest & 0xffffff) === 0x657275 && (endsWord(at + 6, end) || (rest === 0x73657275 && endsWord(at + 7, end))))
      return true;
  }
  return false;
}

/** Whether what was read of a word up to `at` ends there, at the colon at the latest. */
// @ts-ignore: decorator
@inline
function endsWord(at: usize, colonAt: usize): bool {
  return at <= colonAt && !isWord(load<u8>(at));
}

/** What `mayFollow` says in ../number-context.ts; no line begins with a number, so there are bytes to look at. */
function mayFollow(at: usize): bool {
  if (load<u8>(at - 1) !== 32) return true;
  const earlier = <u32>load<u8>(at - 2);
  return earlier === 58 || earlier === 61 || isLetter(earlier);
}

/** Whether a number stands at the end of its message or clause: before one of `,;) .`. */
function endsThere(end: usize, to: usize): bool {
  if (end >= to) return true;
  const after = <u32>load<u8>(end);
  return after === 44 || after === 59 || after === 41 || after === 32 || after === 46;
}
