import { hasSeparator } from './annotated';
import { isDigit, isWord } from './bytes';
import { findNames, mostAtOnce } from './code-names';
import { header } from './header';
import { addHit, clearHits, hitCount } from './hits';
import { inKey } from './key-fields';
import {
  bareShape,
  found,
  glogShape,
  nameEntries,
  nameIsCommon,
  nameKinds,
  namePlaces,
  names,
  noKind,
  noSource,
  places,
  pythonShape,
  rules,
  sourceEntries,
  sources,
} from '../memory-layout';
import { impliesNothing, messageKind } from './messages';
import { hasNegative, threeDigits } from './numbers';
import { pythonHeader } from './python-header';
import { readLists } from './result-lists';
import { readSingles } from './single-numbers';
import {
  componentOf,
  isCaller,
  isMooncake,
  kindOfSource,
  messageCountOf,
  messagesOf,
  placesOf,
  printsStatuses,
  printsTent,
  tracesRequests,
} from './source-records';
import { bareCode, nextStatus } from './status-names';
import { done, left, unknownSource, unknownWord } from '../verdict';
import { isStatus, wordKind } from './word-kinds';
import { isBlank } from './words';
import { headerWithin } from './wrapped-header';

/** How far from a message's end a status of Tent may stand. */
const tentReach: usize = 64;

/** How far in a header may stand behind wrappers, as in ../line-reader.ts. */
const deepest: usize = 512;

const info: u32 = 73;

const blank: u8 = 32;

/**
 * Reads a whole line, as most are that have a code: one with a header of glog or vLLM, of a source that is known, or an object in JSON,
 * without annotations and escapes, and with names, numbers that their words settle, or a message that implies one code. Whatever else it
 * might hold is left to others: it says so, or it comes to the same as Recogniser.recognise.
 *
 * @param windows which windows of the candidate rule occur in the line
 * @returns how many findings it has, which are left at `hits`, while the header is left as `header` and `pythonHeader` leave it;
 * or a verdict
 */
export function readLine(start: usize, end: usize, windows: u32): i32 {
  clearHits();
  if ((windows & load<u32>(rules)) !== 0 || hasSeparator(start, end)) return left;
  const isGlog = header(start, end, sources, sourceEntries);
  if (!isGlog) {
    const isBare = isObject(start, end);
    if (!isBare && !pythonHeader(start, end, sources, sourceEntries)) return left;
    if (headerWithin(start, min(end, start + deepest)) !== 0) return left;
    if (isBare) {
      store<i32>(found, bareShape, 44);
      return readStated(start, start, end, noSource, 0, false, windows);
    }
  }
  const source = load<i32>(found, 4);
  if (source === -1) return unknownSource;
  store<i32>(found, isGlog ? glogShape : pythonShape, 44);
  const kind = kindOfSource(source);
  const message = <usize>load<u32>(found, 16);
  const severity = load<u32>(found);
  if (isGlog && (kind & isMooncake) !== 0) return readOwn(start, message, end, source, kind, severity, windows);
  if (isGlog || (kind & isCaller) === 0 || isError(message, end)) return left;
  return readStated(start, message, end, source, kind, severity === info, windows);
}

/** Reads a line that Mooncake itself printed. */
function readOwn(
  start: usize,
  message: usize,
  end: usize,
  source: i32,
  kind: u32,
  severity: u32,
  windows: u32,
): i32 {
  if ((kind & tracesRequests) !== 0 && isRequest(message, end)) return left;
  const isSevere = severity !== info;
  if (isSevere) {
    if ((kind & printsTent) !== 0) {
      const last = end - message > tentReach ? end - tentReach : message;
      const digits = threeDigits(last, end);
      if (digits !== end && isPlainTent(digits)) return left;
    }
    if ((kind & printsStatuses) !== 0) {
      const verdict = statusVerdict(message, end);
      if (verdict !== done) return verdict;
    }
    if (beginsWithWords(message, end)) return left;
  }
  const count = readStated(start, message, end, source, kind, !isSevere, windows);
  if (count !== 0 || !isSevere || load<u32>(rules, 12) === 0) return count;
  const implied = messageKind(messagesOf(source), messageCountOf(source), severity, message, withoutBlanks(message, end));
  if (implied === noKind) return left;
  if (implied !== impliesNothing) addHit(implied, message, end);
  return hitCount();
}

/** Reads the names and numbers of a line: how many findings it has by them, or a verdict. */
function readStated(
  start: usize,
  message: usize,
  end: usize,
  source: i32,
  kind: u32,
  isInfo: bool,
  windows: u32,
): i32 {
  const own = (kind & isMooncake) !== 0;
  if ((windows & load<u32>(rules, 4)) !== 0) {
    const count = findNames(message, end, start, end, names, nameEntries);
    if (count === mostAtOnce) return left;
    for (let index = 0; index < count; index++)
      if (!addName(namePlaces + 12 * index, start, message, end, own)) return left;
  }
  if ((windows & load<u32>(rules, 8)) === 0 || !hasNegative(message, end)) return hitCount();
  const component = componentOf(source);
  let verdict = readLists(message, end, start, component, own ? message : 0);
  if (verdict === done) verdict = readSingles(message, end, start, kind, component, placesOf(source), isInfo);
  return verdict === done ? hitCount() : verdict;
}

/**
 * Takes in a name that stands in no key.
 *
 * @param place where its number, start and end are left
 * @returns false when others must look at it
 */
function addName(place: usize, start: usize, message: usize, end: usize, own: bool): bool {
  const name = <usize>load<u32>(place);
  const nameStart = <usize>load<u32>(place, 4);
  if (own) {
    if (inKey(nameStart, end, message, start)) return true;
  } else if (load<u8>(nameIsCommon + name) !== 0) return false;
  const kind = load<u16>(nameKinds + 2 * name);
  return kind !== noKind && addHit(kind, nameStart, load<u32>(place, 8));
}

/** Whether a message holds no status: `done`; or `left`, or `unknownWord`. */
function statusVerdict(message: usize, end: usize): i32 {
  for (let at = message; nextStatus(at, end, message); ) {
    const nameEnd = <usize>load<u32>(places, 4);
    const kind = wordKind(load<u32>(places), nameEnd);
    if (kind === -1) return unknownWord;
    if ((kind & isStatus) !== 0) return left;
    at = nameEnd + 1;
  }
  return bareCode(message, end) === 0 ? done : left;
}

/** Whether the three digits there are one of the statuses of Tent that ../number-reader.ts knows by their number. */
function isPlainTent(at: usize): bool {
  const value = <u32>(load<u8>(at) - 48) * 100 + <u32>(load<u8>(at, 1) - 48) * 10 + <u32>(load<u8>(at, 2) - 48);
  return value === 100 || (value >= 131 && value <= 133) || value === 199;
}

/** Where a message ends without the blanks behind it. */
function withoutBlanks(message: usize, end: usize): usize {
  while (end > message && isBlank(load<u8>(end - 1))) end--;
  return end;
}

/** Whether a message shows what a caller asked for (`GetReplicaList request: key=...`). */
function isRequest(message: usize, end: usize): bool {
  let at = message;
  while (at < end && (isWord(load<u8>(at)) || load<u8>(at) === 58)) at++;
  // " request", read as a number from its first byte on.
  return at > message && at + 10 <= end && load<u64>(at) === 0x7473657571657220 && load<u16>(at, 8) === 0x203a;
}

/** Whether a line is an object in JSON, as servers answer, but none in which docker wraps a line. */
function isObject(start: usize, end: usize): bool {
  // `{"`, and `{"log":"`, read as numbers from their first byte on.
  return end - start >= 8 && load<u16>(start) === 0x227b && load<u64>(start) !== 0x223a22676f6c227b;
}

/** Whether a message begins with the name of a Python exception (`RuntimeError: `), behind which a status may stand. */
function isError(message: usize, end: usize): bool {
  let at = message;
  while (at < end && isWord(load<u8>(at))) at++;
  // ": " and, before it, "Erro" and r, read as numbers from their first bytes on.
  return (
    at >= message + 5 && load<u16>(at) === 0x203a && load<u32>(at - 5) === 0x6f727245 && load<u8>(at - 1) === 114
  );
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
