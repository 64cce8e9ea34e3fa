import { hasSeparator } from './annotated';
import { isDigit, isWord } from './bytes';
import { findNames, mostNames } from './code-names';
import { header } from './header';
import { nextKey } from './key-fields';
import { found, places } from './layout';
import { threeDigits } from './numbers';
import { bareCode, nextStatus } from './status-names';

/** What is known of a source, a bit each; the numbers stand again in ../line-reader.ts. */
const isPlain = 1;
const printsStatuses = 2;
const printsTent = 4;
const tracesRequests = 8;

/** How far from a message's end a status of Tent may stand. */
const tentReach: usize = 64;

const blank: u8 = 32;

/**
 * Reads a line of which nothing but names of codes can be a finding, as it is with most that have one: a line with a glog header
 * of a source that is known, without annotations, and with names outside of keys. Whatever else it might hold is left to
 * others.
 *
 * @param kinds what is known of each source, by its number
 * @returns how many names it states, of which and of the header is left what `findNames` and `header` leave; or -1
 */
export function statedNames(
  start: usize,
  end: usize,
  sources: usize,
  sourceEntries: u32,
  kinds: usize,
  names: usize,
  nameEntries: u32,
): i32 {
  if (!header(start, end, sources, sourceEntries)) return -1;
  const source = load<i32>(found, 4);
  if (source === -1) return -1;
  const kind = load<u8>(kinds + <usize>source);
  if ((kind & isPlain) === 0 || hasSeparator(start, end)) return -1;
  const message = <usize>load<u32>(found, 16);
  if ((kind & tracesRequests) !== 0 && isRequest(message, end)) return -1;
  const isSevere = load<i32>(found) !== 73;
  if (isSevere) {
    if ((kind & printsTent) !== 0) {
      const last = end - message > tentReach ? end - tentReach : message;
      if (threeDigits(last, end) !== end) return -1;
    }
    if ((kind & printsStatuses) !== 0 && (nextStatus(message, end, message) || bareCode(message, end) !== 0))
      return -1;
    if (beginsWithWords(message, end)) return -1;
  }
  const count = findNames(message, end, start, end, names, nameEntries);
  if (count === 0 || count === mostNames || isInKey(count, message, end, start)) return -1;
  return count;
}

/** Whether one of the names that were found, or what stands behind it, may belong to a key. */
function isInKey(count: i32, message: usize, end: usize, start: usize): bool {
  const last = <usize>load<u32>(places + 12 * <usize>(count - 1), 4);
  // Searching for keys overwrites what was found, so whatever comes before the last name is looked at in vain but once.
  const first = <usize>load<u32>(places, 4);
  const number = load<i32>(places);
  const firstEnd = load<i32>(places, 8);
  let isIn = false;
  for (let at = message; nextKey(at, last, end, message, start); ) {
    const keyStart = <usize>load<u32>(places);
    const keyEnd = <usize>load<u32>(places, 4);
    if (keyEnd > first && keyStart <= last) {
      isIn = count > 1 || (first >= keyStart && first < keyEnd && !isBehindColon(first));
      if (isIn) break;
    }
    at = keyEnd;
  }
  store<i32>(places, number);
  store<i32>(places, <i32>first, 4);
  store<i32>(places, firstEnd, 8);
  return isIn;
}

/** What follows a colon and a blank belongs to no key (`key=K: RPC_FAIL`). */
// @ts-ignore: decorator
@inline
function isBehindColon(at: usize): bool {
  return load<u16>(at - 2) === 0x203a;
}

/** Whether a message shows what a caller asked for (`GetReplicaList request: key=...`). */
function isRequest(message: usize, end: usize): bool {
  let at = message;
  while (at < end && (isWord(load<u8>(at)) || load<u8>(at) === 58)) at++;
  // " request", read as a number from its first byte on.
  return at > message && at + 10 <= end && load<u64>(at) === 0x7473657571657220 && load<u16>(at, 8) === 0x203a;
}

/** Whether a message begins with lower-case words joined by underscores and a blank, which may be a name in lower case. */
function beginsWithWords(message: usize, end: usize): bool {
  let at = message;
  let joined = false;
  for (; at < end; at++) {
    const byte = <u32>load<u8>(at);
    if (byte === 95) joined = true;
    else if (byte - 97 > 25 && !isDigit(byte)) break;
  }
  return joined && at < end && load<u8>(at) === blank;
}
