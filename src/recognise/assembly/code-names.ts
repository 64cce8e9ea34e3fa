import { isDigit, isLetterOrUnderscore, isUpper, isWord } from './bytes';
import { namePlaces } from '../memory-layout';
import { find } from './text-table';

const underscore: u8 = 95;

/** Holds the longest name twice; a longer token is none. */
const longestToken: usize = 40;

/** What stands before and behind a line. */
const none: u32 = 0xffffffff;

/** As many names as one call finds. */
export const mostAtOnce = 4;

/**
 * Finds the names of the table as whole tokens from `from` up to, not including, `to`: longer tokens that merely contain a
 * name (`MY_RPC_FAIL_COUNT`), and tokens that are part of a key, path or identifier (`a/RPC_FAIL@3`, `x-RPC_FAIL`), are
 * none.
 *
 * @param lineStart where the line begins, and
 * @param lineEnd where it ends
 * @returns how many; `namePlaces` then holds of each its number, start and end. When it holds four, there may be more behind the
 * last one's end.
 */
export function findNames(
  from: usize,
  to: usize,
  lineStart: usize,
  lineEnd: usize,
  names: usize,
  entries: u32,
): i32 {
  const wanted = i8x16.splat(underscore);
  let end = from;
  let count = 0;
  for (let at = from; at < to; at += 16) {
    let mask = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
    for (; mask !== 0; mask &= mask - 1) {
      const place = at + <usize>ctz(mask);
      if (place <= from || place + 1 >= to) continue;
      // Within a token that was looked at already.
      if (place < end) continue;
      if (!isUpper(load<u8>(place, 1)) || !isUpperOrDigit(load<u8>(place - 1))) continue;
      let start = place - 1;
      while (start > from && isNamePart(load<u8>(start - 1))) start--;
      end = place + 2;
      while (end < to && isNamePart(load<u8>(end))) end++;
      if (end - start > longestToken) continue;
      const name = find(names, entries, start, <i32>(end - start));
      if (name === -1 || !standsAlone(start, end, lineStart, lineEnd)) continue;
      const out = namePlaces + <usize>(12 * count);
      store<i32>(out, name);
      store<i32>(out, <i32>start, 4);
      store<i32>(out, <i32>end, 8);
      if (++count === mostAtOnce) return count;
    }
  }
  return count;
}

/** Whether a name is neither part of a longer word, a key or a path, nor the name of a setting or call. */
export function standsAlone(start: usize, end: usize, lineStart: usize, lineEnd: usize): bool {
  const before = start > lineStart ? <u32>load<u8>(start - 1) : none;
  const after = end < lineEnd ? <u32>load<u8>(end) : none;
  if (isWord(before) || isWord(after)) return false;
  // -, @, /, . and # glue a name into a key or path, unless a sentence ends or a scope (ErrorCode.NAME) precedes it.
  if (
    isGlue(before) &&
    start - 1 > lineStart &&
    isWord(load<u8>(start - 2)) &&
    !(before === 46 && endsScope(start - 1, lineStart))
  )
    return false;
  const afterNext = end + 1 < lineEnd ? <u32>load<u8>(end, 1) : none;
  if (isGlue(after) && isWord(afterNext)) return false;
  // $NAME, %NAME, NAME=value and NAME( are settings and calls, not reports; `NAME(-800)` is one.
  if (before === 36 || after === 61) return false;
  return !(after === 40 && (afterNext === none || afterNext === 41 || isLetterOrUnderscore(afterNext)));
}

/** Whether `ErrorCode`, `Status` or `Error` ends at `end`. */
function endsScope(end: usize, lineStart: usize): bool {
  const length = end - lineStart;
  // Read as numbers, lowest byte first: "Error", "Status" and "Code".
  if (length >= 5 && load<u32>(end - 5) === 0x6f727245 && load<u8>(end - 1) === 114) return true;
  if (length >= 6 && load<u32>(end - 6) === 0x74617453 && load<u16>(end - 2) === 0x7375) return true;
  return (
    length >= 9 &&
    load<u32>(end - 4) === 0x65646f43 &&
    load<u32>(end - 9) === 0x6f727245 &&
    load<u8>(end - 5) === 114
  );
}

// @ts-ignore: decorator
@inline
function isGlue(byte: u32): bool {
  return byte === 45 || byte === 64 || byte === 47 || byte === 46 || byte === 35;
}

// @ts-ignore: decorator
@inline
function isUpperOrDigit(byte: u32): bool {
  return isUpper(byte) || isDigit(byte);
}

// @ts-ignore: decorator
@inline
function isNamePart(byte: u32): bool {
  return isUpperOrDigit(byte) || byte === <u32>underscore;
}
