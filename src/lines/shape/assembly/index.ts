/**
 * Finds the shape of a line (see ../shape-text.ts, which says in plain TypeScript what a shape is; both give the same on any
 * bytes) and looks it up in a table. It knows no word of any log: words and beginnings are handed to it.
 */
import {
  alphanumericMasks,
  arena,
  arenaEnd,
  counts,
  digitMasks,
  edits,
  escapes,
  glued,
  keptHexadecimals,
  keptNumbers,
  leadEnd,
  ledNumbers,
  listValues,
  longestLead,
  mostBeforeNumber,
  mostListValues,
  mostRecentRuns,
  mostShapes,
  mostStamps,
  plain,
  recentRuns,
  shapeTexts,
  slotCount,
  slots,
  stamps,
  stems,
  text,
  units,
  wordEntries,
  words,
} from '../memory-layout';

const K1: u64 = 0x9e3779b97f4a7c15;
const K2: u64 = 0xd6e8feb86659fd93;

/** Set once a process, so that nobody can make lines of which many share a slot. */
let seed: u64 = 0;
let gluedCount: u32 = 0;
/** What stands for a decimal number: one or two digits. */
let decimalSpecimen: u32 = 55;
let decimalLength: u32 = 1;

/** What the line in hand comes to; it stands in memory afterwards. */
let textLength: u32 = 0;
let editCount: u32 = 0;
let stampCount: u32 = 0;
/** Escapes that were left out, so that stamps and edits tell of the plain line. */
let escapeCount: u32 = 0;
/** Shapes in the table, and where the next one's text goes. */
let shapeCount: u32 = 0;
let arenaUsed: u32 = arena;

/** Where the text of the line in hand goes on. */
let out: usize = 0;
/** Bytes from here on are not in the text yet. */
let pending: usize = 0;

/** @param decimal the digits of the specimen, the first one in the lowest byte */
export function setUp(low: u32, high: u32, gluedTexts: u32, decimal: u32): void {
  decimalSpecimen = decimal;
  decimalLength = decimal > 255 ? 2 : 1;
  seed = (<u64>high << 32) | <u64>low;
  gluedCount = gluedTexts;
}

/** Forgets all shapes. */
export function clear(): void {
  memory.fill(slots, 0, 16 * slotCount);
  shapeCount = 0;
  store<u32>(counts + 16, 0);
  arenaUsed = arena;
}

@inline function isDigit(byte: u32): bool {
  return byte - 48 < 10;
}
@inline function isLetter(byte: u32): bool {
  return (byte | 32) - 97 < 26;
}
@inline function isWord(byte: u32): bool {
  return isDigit(byte) || isLetter(byte);
}
@inline function isHex(byte: u32): bool {
  return isDigit(byte) || (byte | 32) - 97 < 6;
}
@inline function byteAt(at: usize): u32 {
  return <u32>load<u8>(at);
}

/** Copies the line without terminal escapes; returns how long it is then. */
function leaveOutEscapes(start: usize, length: usize): usize {
  const end = start + length;
  let to: usize = plain;
  let at = start;
  while (at < end) {
    if (byteAt(at) === 27) {
      const behind = escapeEnd(at, end);
      if (behind > at) {
        at = behind;
        const entry = escapes + (<usize>escapeCount << 3);
        store<u32>(entry, <u32>(to - plain));
        store<u32>(entry + 4, <u32>(at - start));
        escapeCount++;
        continue;
      }
    }
    store<u8>(to, <u8>byteAt(at));
    to++;
    at++;
  }
  return to - plain;
}

/** Where the escape ends that begins at `at`; `at` itself where none does. */
function escapeEnd(at: usize, end: usize): usize {
  if (at + 1 >= end) return at;
  const kind = byteAt(at + 1);
  let to = at + 2;
  if (kind === 91) {
    while (to < end && byteAt(to) - 0x30 < 0x10) to++;
    while (to < end && byteAt(to) - 0x20 < 0x10) to++;
    return to < end && byteAt(to) - 0x40 < 0x3f ? to + 1 : at;
  }
  if (kind === 93) {
    while (to < end && byteAt(to) !== 7 && byteAt(to) !== 27) to++;
    if (to < end && byteAt(to) === 7) return to + 1;
    return to + 1 < end && byteAt(to) === 27 && byteAt(to + 1) === 92 ? to + 2 : at;
  }
  // # % ( ) * + - . / choose characters, with a letter or digit behind them: `tput sgr0` writes ESC ( B.
  if (kind === 35 || kind === 37 || (kind - 40 < 8 && kind !== 44))
    return to < end && byteAt(to) - 0x30 < 0x4f ? to + 1 : at;
  if (kind === 55 || kind === 56 || kind === 61 || kind === 62 || kind === 99) return to;
  return (kind - 0x40 < 0x1b || kind === 92 || kind === 94 || kind === 95) ? to : at;
}

/** Whether the bracket directly before `from` belongs to an escape sign as text: #033[ or ^[[. */
function isSpelledEscape(start: usize, from: usize): bool {
  let at = from - 2;
  if (byteAt(start + at) === 91) return byteAt(start + at - 1) === 94;
  let digits = 0;
  while (digits < 3 && at > 0 && isDigit(byteAt(start + at))) {
    at--;
    digits++;
  }
  return digits > 0 && byteAt(start + at) === 35;
}

/** Marks letters and digits of the line. Returns whether it may hold an escape sign. */
@inline function markLine(start: usize, length: usize): bool {
  let escaped = i8x16.splat(0);
  const count = (length + 63) >> 6;
  for (let word: usize = 0; word < count; word++) {
    let alphanumeric: u64 = 0;
    let digits: u64 = 0;
    for (let part: usize = 0; part < 4; part++) {
      const bytes = v128.load(start + (word << 6) + (part << 4));
      const digit = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10));
      const letter = i8x16.lt_u(i8x16.sub(v128.or(bytes, i8x16.splat(32)), i8x16.splat(97)), i8x16.splat(26));
      escaped = v128.or(escaped, i8x16.eq(bytes, i8x16.splat(27)));
      const shift = <u64>(part << 4);
      digits |= (<u64>(<u32>i8x16.bitmask(digit))) << shift;
      alphanumeric |= (<u64>(<u32>i8x16.bitmask(v128.or(digit, letter)))) << shift;
    }
    store<u64>(alphanumericMasks + (word << 3), alphanumeric);
    store<u64>(digitMasks + (word << 3), digits);
  }
  const rest = <u64>(length & 63);
  if (rest !== 0) {
    const mask = ((<u64>1) << rest) - 1;
    const last = (count - 1) << 3;
    store<u64>(alphanumericMasks + last, load<u64>(alphanumericMasks + last) & mask);
    // A digit behind the line stops the search for one.
    store<u64>(digitMasks + last, load<u64>(digitMasks + last) & mask | ~mask);
  }
  store<u64>(alphanumericMasks + (count << 3), 0);
  store<u64>(digitMasks + (count << 3), ~(<u64>0));
  return v128.any_true(escaped);
}

/** The next digit at or behind an offset; at or behind the line's end where there is none. */
@inline function nextDigit(offset: usize): usize {
  let word = offset >> 6;
  let mask = load<u64>(digitMasks + (word << 3)) >> <u64>(offset & 63);
  if (mask !== 0) return offset + <usize>ctz(mask);
  do {
    word++;
    mask = load<u64>(digitMasks + (word << 3));
  } while (mask === 0);
  return (word << 6) + <usize>ctz(mask);
}

/** Where the run begins that holds this offset. */
@inline function runStart(offset: usize): usize {
  let word = offset >> 6;
  let mask = ~load<u64>(alphanumericMasks + (word << 3)) << <u64>(63 - (offset & 63));
  if (mask !== 0) return offset - <usize>clz(mask) + 1;
  while (word > 0) {
    word--;
    mask = ~load<u64>(alphanumericMasks + (word << 3));
    if (mask !== 0) return (word << 6) + 64 - <usize>clz(mask);
  }
  return 0;
}

/** Where the run ends that holds this offset. */
@inline function runEnd(offset: usize): usize {
  let word = offset >> 6;
  let mask = ~load<u64>(alphanumericMasks + (word << 3)) >> <u64>(offset & 63);
  if (mask !== 0) return offset + <usize>ctz(mask);
  while (true) {
    word++;
    mask = ~load<u64>(alphanumericMasks + (word << 3));
    if (mask !== 0) return (word << 6) + <usize>ctz(mask);
  }
}

/** Where the digits end that begin at this offset. */
@inline function digitsEnd(offset: usize, end: usize): usize {
  while (offset < end) {
    const mask = ~(load<u64>(digitMasks + ((offset >> 6) << 3)) >> <u64>(offset & 63));
    const here = mask === 0 ? 64 : <usize>ctz(mask);
    const left = 64 - (offset & 63);
    if (here < left) return min(offset + here, end);
    offset += left;
  }
  return end;
}

/** Copies bytes to the text; up to 15 bytes more are written than asked for. */
@inline function copy(from: usize, to: usize): void {
  const length = to - from;
  v128.store(out, v128.load(from));
  if (length > 16) {
    let at: usize = 16;
    do {
      v128.store(out + at, v128.load(from + at));
      at += 16;
    } while (at < length);
  }
  out += length;
}

/** Copies bytes with each digit as 0. */
@inline function copyStamp(from: usize, to: usize): void {
  const length = to - from;
  for (let at: usize = 0; at < length; at += 16) {
    const bytes = v128.load(from + at);
    const digit = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10));
    v128.store(out + at, v128.bitselect(i8x16.splat(48), bytes, digit));
  }
  out += length;
}

@inline function low(at: usize, length: usize): u64 {
  const bytes = load<u64>(at);
  return length >= 8 ? bytes : bytes & (((<u64>1) << <u64>(length << 3)) - 1);
}
@inline function high(at: usize, length: usize): u64 {
  if (length <= 8) return 0;
  const bytes = load<u64>(at + 8);
  return length === 16 ? bytes : bytes & (((<u64>1) << <u64>((length - 8) << 3)) - 1);
}

@inline function slotOf(a: u64, b: u64): u32 {
  return <u32>(((a ^ (b * K2)) * K1) >> 49);
}

/** Whether a text of at most 16 bytes is in a table of words. */
function isIn(table: usize, at: usize, length: usize): bool {
  return holds(table, low(at, length), high(at, length));
}

/** The same for letters and digits in any case, where the table has small letters. */
function isInAnyCase(table: usize, at: usize, length: usize): bool {
  const small: u64 = 0x2020202020202020;
  const a = low(at, length) | (length >= 8 ? small : small & (((<u64>1) << <u64>(length << 3)) - 1));
  if (length <= 8) return holds(table, a, 0);
  return holds(table, a, high(at, length) | (length === 16 ? small : small & (((<u64>1) << <u64>((length - 8) << 3)) - 1)));
}

/** Whether a number as 0x7bc8a stays as it is; one of 64 bits is in the table without its 0x. */
function isKeptHexadecimal(at: usize, length: usize): bool {
  if (length > 18 || load<u8>(keptHexadecimals + length) === 0) return false;
  return length <= 16 ? isInAnyCase(words, at, length) : isInAnyCase(words, at + 2, length - 2);
}

function holds(table: usize, a: u64, b: u64): bool {
  let slot = slotOf(a, b);
  while (true) {
    const entry = table + (<usize>slot << 4);
    const known = load<u64>(entry);
    if (known === 0) return false;
    if (known === a && load<u64>(entry + 8) === b) return true;
    slot = (slot + 1) & (wordEntries - 1);
  }
}

/** Puts a text of at most 16 bytes into a table of words. */
export function addWord(table: u32, at: u32, length: u32): void {
  const a = low(at, length);
  const b = high(at, length);
  let slot = slotOf(a, b);
  while (load<u64>(<usize>table + (<usize>slot << 4)) !== 0) slot = (slot + 1) & (wordEntries - 1);
  store<u64>(<usize>table + (<usize>slot << 4), a);
  store<u64>(<usize>table + (<usize>slot << 4) + 8, b);
}

/** What may stand between a text and the number that it tells of. */
@inline function isBetween(byte: u32): bool {
  return (
    byte === 32 || byte === 9 || byte === 61 || byte === 58 || byte === 34 || byte === 39 ||
    byte === 40 || byte === 91 || byte === 123 || byte === 60 || byte === 35 || byte === 92
  );
}

/** Digits, dots and slashes: what versions are written with. */
@inline function isVersion(byte: u32): bool {
  return byte - 46 < 12;
}
@inline function isLeadByte(byte: u32): bool {
  return isLetter(byte) || byte === 95;
}

/** Whether a number stands behind one of the words behind which it may be a code: what it ends with is in the table. */
function isLed(at: usize, start: usize): bool {
  let end = at;
  while (end > start && at - end < <usize>mostBeforeNumber && isBetween(byteAt(end - 1))) end--;
  if (end === start) return false;
  const last = byteAt(end - 1);
  const isWord = isLeadByte(last);
  if (!isWord && !isVersion(last)) {
    store<u8>(leadEnd, 1);
    store<u8>(leadEnd + 1, <u8>last);
    return isIn(ledNumbers, leadEnd, 2);
  }
  let to: usize = leadEnd;
  if (!isWord) {
    store<u8>(to, 2);
    to++;
  }
  let from = end;
  while (from > start && end - from < <usize>longestLead) {
    const byte = byteAt(from - 1);
    if (!(isLeadByte(byte) || (!isWord && isVersion(byte)))) break;
    from--;
  }
  for (let at = from; at < end; at++) {
    const byte = byteAt(at);
    store<u8>(to, <u8>(isLetter(byte) ? byte | 32 : byte));
    to++;
  }
  return isIn(ledNumbers, leadEnd, to - leadEnd);
}

/** How many letters at the front of a run are glued to an operand; 0 for none. */
@inline function gluedLength(at: usize, letters: usize): usize {
  const bytes = load<u64>(at);
  for (let index: u32 = 0; index < gluedCount; index++) {
    const entry = glued + <usize>index * 24;
    if ((bytes & load<u64>(entry + 8)) === load<u64>(entry)) {
      const length = <usize>load<u64>(entry + 16);
      if (letters > length) return length;
    }
  }
  return 0;
}

/** Whether the number behind this colon is a line of a source file: `.cpp:`, `.h:`, `.py:`. */
@inline function isBehindSource(colon: usize, first: usize): bool {
  let at = colon;
  let length: usize = 0;
  while (at > first && length < 4 && byteAt(at - 1) - 97 < 26) {
    at--;
    length++;
  }
  if (length === 0 || at - 1 <= first || byteAt(at - 1) !== 46) return false;
  const before = byteAt(at - 2);
  if (!isWord(before) && before !== 95) return false;
  const name = load<u32>(at) & (length === 4 ? 0xffffffff : (1 << (<u32>length << 3)) - 1);
  switch (name) {
    case 0x63: // c
    case 0x6363: // cc
    case 0x707063: // cpp
    case 0x7563: // cu
    case 0x68: // h
    case 0x707068: // hpp
    case 0x6f67: // go
    case 0x7970: // py
    case 0x7372: // rs
      return true;
    default:
      return false;
  }
}

/** Takes back what was put for runs in the name of the source file that ends at this offset. */
@inline function keepName(start: usize, colon: usize): void {
  let name = colon;
  const first = colon > 255 ? colon - 255 : 0;
  while (name > first) {
    const byte = byteAt(start + name - 1);
    if (isWord(byte)) name = max(runStart(name - 1), first);
    else if (byte === 95 || byte === 45 || byte === 46) name--;
    else break;
  }
  let runs: u32 = 1;
  while (runs < recentCount && runs < <u32>mostRecentRuns && <usize>load<u32>(recent(runs + 1)) >= name) runs++;
  if (runs === 1) return;
  takeBack(recent(runs));
  // A stamp may take back to a later one of them.
  for (; runs > 0; runs--) {
    const run = recent(runs);
    store<u32>(run + 8, <u32>out);
    store<u32>(run + 12, <u32>pending);
    store<u32>(run + 16, editCount);
  }
}

/** Makes the text again what it was before a run. */
@inline function takeBack(run: usize): void {
  out = <usize>load<u32>(run + 8);
  pending = <usize>load<u32>(run + 12);
  editCount = load<u32>(run + 16);
}

/** Whether a byte before a minus lets the number behind it stand alone. */
@inline function letsStandAlone(byte: u32): bool {
  return !isWord(byte) && byte !== 46 && byte !== 95 && byte !== 45 && byte !== 41 && byte !== 93;
}

@inline function edit(lineOffset: usize): void {
  const at = edits + (<usize>editCount << 3);
  store<u32>(at, <u32>(out - text));
  store<u32>(at + 4, <u32>lineOffset);
  editCount++;
}

/** Whether the byte between two runs of a date may stand there. */
@inline function joinsDate(byte: u32): bool {
  return byte === 45 || byte === 47 || byte === 32 || byte === 58 || byte === 84 || byte === 46 || byte === 95;
}

/** Whether a run may be part of a date: digits of a usual length, or those with a letter of severity before them. */
@inline function isDatePart(at: usize, length: usize): bool {
  let from: usize = 0;
  if (!isDigit(byteAt(at))) {
    if (byteAt(at) - 65 >= 26 || (length !== 4 && length !== 5 && length !== 9)) return false;
    from = 1;
  } else if (length !== 1 && length !== 2 && length !== 4 && length !== 6 && length !== 8) return false;
  for (let index = from; index < length; index++) if (!isDigit(byteAt(at + index))) return false;
  return true;
}

/**
 * Whether a number tells a severity or the line of a source file: `"level":50`, `lineno=212`, `<27>`.
 *
 * @param first where the line starts, and `last` where it ends
 */
@inline function isFieldNumber(at: usize, size: usize, first: usize, last: usize): bool {
  if (size > 6 || at <= first) return false;
  if (byteAt(at - 1) === 60)
    return size <= 3 && at + size < last && byteAt(at + size) === 62 && (at - 1 === first || byteAt(at - 2) === 32);
  let end = at;
  if (byteAt(end - 1) === 34) end--;
  if (end > first && byteAt(end - 1) === 61) end--;
  else {
    if (end > first && byteAt(end - 1) === 32) end--;
    if (end <= first || byteAt(end - 1) !== 58) return false;
    end--;
    if (end > first && byteAt(end - 1) === 32) end--;
    if (end <= first || byteAt(end - 1) !== 34) return false;
    end--;
  }
  // The shortest name, and a quote before it.
  if (end < first + 5) return false;
  const name = load<u32>(end - 4) | 0x20202020;
  switch (name) {
    case 0x6c657665: // evel
    case 0x79746972: // rity
    case 0x6f6e6c65: // elno
      return size <= 2;
    case 0x6f6e656e: // neno
      return true;
    case 0x656e696c: { // line
      const before = byteAt(end - 5);
      return before === 34 || before === 95 || before === 46;
    }
    case 0x7265626d: { // mber
      if (end < first + 8 || (byteAt(end - 5) | 32) !== 117 || (byteAt(end - 6) | 32) !== 110) return false;
      let before = byteAt(end - 7);
      if ((before | 32) === 121) return size <= 2;
      if (end < first + 9) return false;
      before = before === 95 ? byteAt(end - 8) | 32 : 0;
      return before === 101 || (before === 121 && size <= 2);
    }
    default:
      return false;
  }
}

/** Whether a run is the severity and date of a glog header, `E0730 ` or `E20260730 `. */
@inline function isDatedSeverity(at: usize, length: usize, last: usize): bool {
  if ((length !== 5 && length !== 9) || at + length >= last || byteAt(at + length) !== 32) return false;
  const letter = byteAt(at);
  if (letter !== 69 && letter !== 70 && letter !== 73 && letter !== 87) return false;
  for (let index: usize = 1; index < length; index++) if (!isDigit(byteAt(at + index))) return false;
  return true;
}

/** Whether a run ends with the hours of a clock, behind which minutes and seconds stand: `11` of `11:49:18`. */
@inline function isClock(start: usize, from: usize, to: usize, length: usize): bool {
  const at = start + to;
  return (
    byteAt(at) === 58 && to + 6 <= length && from + 2 <= to && byteAt(at + 3) === 58 &&
    isDigit(byteAt(at - 1)) && isDigit(byteAt(at - 2)) && !(from + 2 < to && isDigit(byteAt(at - 3))) &&
    isDigit(byteAt(at + 1)) && isDigit(byteAt(at + 2)) &&
    isDigit(byteAt(at + 4)) && isDigit(byteAt(at + 5)) && !(to + 6 < length && isDigit(byteAt(at + 6))) &&
    !(from > 0 && byteAt(start + from - 1) === 58 && isBehindSource(start + from - 1, start))
  );
}

let recentCount: u32 = 0;

@inline function recent(back: u32): usize {
  return recentRuns + (<usize>((recentCount - back) & (mostRecentRuns - 1)) << 5);
}

/**
 * Makes the text of the line's shape, with its edits and stamps.
 *
 * @param start where the line starts in memory, and its length: at most `longestLine`
 */
export function shapeText(start: usize, length: usize): void {
  escapeCount = 0;
  if (markLine(start, length)) {
    length = leaveOutEscapes(start, length);
    start = plain;
    markLine(start, length);
  }
  out = text;
  editCount = 0;
  stampCount = 0;
  recentCount = 0;
  pending = start;
  let pos: usize = 0;
  let inList = false;
  let listCount: u32 = 0;
  while (true) {
    const digit = nextDigit(pos);
    if (digit >= length) break;
    let from = runStart(digit);
    if (from < pos) from = pos;
    let to = runEnd(digit);
    let at = start + from;

    const opener: u32 = from > 0 ? byteAt(at - 1) : 0;
    // A terminal escape ends with its final byte; digits behind it begin a run of their own.
    if (opener === 91 && from >= 2 && byteAt(at - 2) === 27) {
      let end = from;
      while (end < length && byteAt(start + end) - 0x20 < 0x20) end++;
      pos = min(end + 1, length);
      continue;
    }
    // So does one that rsyslog (#033[31m) or cat -v (^[[31m) has written.
    if (opener === 91 && from >= 3 && isSpelledEscape(start, from)) {
      let end = from;
      while (end < length && end < from + 20 && (isDigit(byteAt(start + end)) || byteAt(start + end) === 59)) end++;
      if (end < length && (byteAt(start + end) === 109 || byteAt(start + end) === 75)) {
        pos = end + 1;
        continue;
      }
    }
    // So does an escape of JSON: \n, \u001b[31m.
    if (opener === 92 && isLetter(byteAt(at))) {
      let isUnicode = byteAt(at) === 117 && from + 5 <= length;
      if (isUnicode) for (let i: usize = 1; i < 5; i++) if (!isHex(byteAt(at + i))) isUnicode = false;
      if (isUnicode) {
        pos = from + 5;
        // What follows an escape sign belongs to it.
        if (load<u32>(at + 1) === 0x62313030 || load<u32>(at + 1) === 0x42313030) {
          if (pos < length && byteAt(start + pos) === 91) {
            pos++;
            while (pos < length && byteAt(start + pos) - 0x20 < 0x20) pos++;
            pos = min(pos + 1, length);
          }
        }
      } else pos = from + 1;
      continue;
    }

    // A beginning behind which runs are cut.
    if (digit > from) {
      const letters = digit - from;
      if (byteAt(start + digit) === 48 && digit + 2 < to && (byteAt(start + digit + 1) | 32) === 120 && isHex(byteAt(start + digit + 2))) {
        from = digit;
      } else if (!(to - from <= 16 && isIn(words, at, to - from))) {
        if (letters <= 16 && isIn(stems, at, letters)) from = digit;
        else from += gluedLength(at, letters);
      }
      at = start + from;
    }

    const run = recent(0);
    store<u32>(run, <u32>from);
    store<u32>(run + 4, <u32>to);
    store<u32>(run + 8, <u32>out);
    store<u32>(run + 12, <u32>pending);
    store<u32>(run + 16, editCount);
    recentCount++;

    // A clock, 11:49:18: it is read by position, with the date before it.
    if (isClock(start, from, to, length)) {
      let first: u32 = 1;
      let begin = from;
      while (first < 4 && first < recentCount) {
        const before = recent(first + 1);
        const beforeStart = <usize>load<u32>(before);
        const beforeEnd = <usize>load<u32>(before + 4);
        const gap = begin - beforeEnd;
        if (!isDatePart(start + beforeStart, beforeEnd - beforeStart)) break;
        if (gap === 1) {
          if (!joinsDate(byteAt(start + beforeEnd))) break;
        } else if (!(gap === 5 && byteAt(start + beforeEnd) === 47 && byteAt(start + begin - 1) === 47)) break;
        first++;
        begin = beforeStart;
      }
      takeBack(recent(first));
      let end = to + 6;
      if (end + 1 < length && (byteAt(start + end) === 46 || byteAt(start + end) === 44) && isDigit(byteAt(start + end + 1))) {
        end = digitsEnd(end + 1, length);
      }
      end = zoneEnd(start, end, length);
      copy(pending, start + begin);
      if (stampCount < <u32>mostStamps) {
        const entry = stamps + <usize>stampCount * 12;
        store<u32>(entry, <u32>(out - text));
        store<u32>(entry + 4, <u32>begin);
        store<u32>(entry + 8, <u32>(end - begin));
        stampCount++;
      }
      copyStamp(start + begin, start + end);
      pending = start + end;
      pos = end;
      recentCount = 0;
      inList = false;
      continue;
    }

    // What stays as it is, or which kind it is: 1 decimal, 2 hexadecimal, 3 other, 4 a long negative number, 5 a severity and date.
    let kind: u32 = 0;
    let value: u64 = 0;
    const isNumber = digit === from && digitsEnd(from, to) === to;
    if (isNumber) {
      const size = to - from;
      const before: u32 = from > 0 ? byteAt(at - 1) : 0;
      if (before === 45 && (from < 2 || letsStandAlone(byteAt(at - 2)))) {
        if (size > 5) kind = 4;
        value = (<u64>1) << 63;
      } else if (before === 58 && size <= 6 && isBehindSource(at - 1, start)) {
        keepName(start, from - 1);
      } else if (!(size <= 8 && load<u8>(keptNumbers + (size << 4) + (byteAt(at) & 15)) !== 0 && (isIn(words, at, size) || (isIn(ledNumbers, at, size) && isLed(at, start))))) {
        if (!isFieldNumber(at, size, start, start + length)) kind = 1;
      }
      value |= kind === 0 ? low(at, size) & 0x7fffffffffffffff : <u64>kind;
      // A list holds each value once.
      const gapStart = pending;
      const gap = at - gapStart - (before === 45 ? 1 : 0);
      if (inList && listCount > 0 && (gap === 1 || gap === 2) && byteAt(gapStart) === 44 && (gap === 1 || byteAt(gapStart + 1) === 32)) {
        let known = false;
        for (let index: u32 = 0; index < listCount; index++) if (load<u64>(listValues + (<usize>index << 3)) === value) known = true;
        if (known) {
          pending = start + to;
          pos = to;
          edit(to);
          continue;
        }
        if (listCount < <u32>mostListValues) {
          store<u64>(listValues + (<usize>listCount << 3), value);
          listCount++;
        }
      } else {
        const opener = before === 45 ? (from > 1 ? byteAt(at - 2) : 0) : before;
        inList = opener === 91 || opener === 123;
        if (inList) {
          store<u64>(listValues, value);
          listCount = 1;
        }
      }
      if (inList && kind === 0) {
        // The list's next value is compared with what stands behind this one.
        copy(pending, start + to);
        pending = start + to;
        edit(to);
      }
    } else {
      inList = false;
      if (to - from > 2 && byteAt(at) === 48 && (byteAt(at + 1) | 32) === 120 && isHex(byteAt(at + 2))) {
        // A catalogue may hold a value that is written so.
        if (!isKeptHexadecimal(at, to - from)) {
          kind = 2;
          let end = from + 3;
          while (end < to && isHex(byteAt(start + end))) end++;
          to = end;
        }
      } else if (!(to - from <= 16 && isIn(words, at, to - from))) {
        kind = 3;
        // A number with its unit: 500ms.
        const unit = digit === from ? digitsEnd(from, to) : to;
        if (unit < to && to - unit <= 16 && isIn(units, start + unit, to - unit)) {
          to = unit;
          kind = 1;
        } else if (isDatedSeverity(at, to - from, start + length)) kind = 5;
      }
    }

    if (kind !== 0) {
      copy(pending, at);
      if (kind === 1) {
        store<u16>(out, <u16>decimalSpecimen);
        out += <usize>decimalLength;
      } else if (kind === 2) {
        store<u32>(out, 0x66377830); // 0x7f
        out += 4;
      } else if (kind === 3) {
        store<u16>(out, 0x3761); // a7
        out += 2;
      } else if (kind === 5) {
        store<u8>(out, <u8>byteAt(at));
        store<u32>(out + 1, 0x37373737);
        out += 5;
      } else {
        store<u64>(out, 0x3737373737373737);
        out += 7;
      }
      pending = start + to;
      edit(to);
    }
    pos = to;
  }
  copy(pending, start + length);
  textLength = <u32>(out - text);
  store<u32>(counts, textLength);
  store<u32>(counts + 4, editCount);
  store<u32>(counts + 8, stampCount);
  store<u32>(counts + 12, escapeCount);
}

/** Where a stamp's zone ends: `Z`, `+08:00`, ` +0000`, and a year behind the clock, ` 2026]`. */
@inline function zoneEnd(start: usize, end: usize, length: usize): usize {
  let at = end;
  if (at < length && byteAt(start + at) === 32) at++;
  if (at >= length) return end;
  const sign = byteAt(start + at);
  let digits = at;
  if (sign === 43 || sign === 45) digits++;
  else if (at === end) return end;
  let last = digits;
  while (last < length && last < digits + 4 && isDigit(byteAt(start + last))) last++;
  if (last === digits) return end;
  if (digits === at) return last === digits + 4 && last < length && byteAt(start + last) === 93 ? last : end;
  const colon = last;
  if (last === digits + 2 && last + 2 < length && byteAt(start + last) === 58 && isDigit(byteAt(start + last + 1)) && isDigit(byteAt(start + last + 2))) {
    last += 3;
    if (last < length && isWord(byteAt(start + last))) last = colon;
  }
  if (last < length && isWord(byteAt(start + last))) return end;
  return last === digits + 2 || last === digits + 4 || last === digits + 5 ? last : end;
}

/**
 * Looks up the shape of a line.
 *
 * @returns its number; -1 when it is new: then `add` takes it in
 */
export function find(start: usize, length: usize): i32 {
  shapeText(start, length);
  const size = <usize>textLength;
  // What stands behind the text is not of this line.
  store<u64>(out, 0);
  store<u64>(out + 8, 0);
  let h: u64 = seed ^ <u64>size;
  let g: u64 = h;
  for (let at: usize = text; at < out; at += 16) {
    h = (h ^ load<u64>(at)) * K1;
    h ^= h >> 29;
    g = (g ^ load<u64>(at + 8)) * K2;
    g ^= g >> 29;
  }
  h = (h ^ (g * K1)) * K2;
  h ^= h >> 32;
  lastHash = h;
  let slot = <u32>(h & (slotCount - 1));
  while (true) {
    const entry = slots + (<usize>slot << 4);
    const number = load<u32>(entry + 8);
    if (number === 0) {
      lastSlot = entry;
      return -1;
    }
    if (load<u64>(entry) === h) {
      const known = shapeTexts + (<usize>(number - 1) << 3);
      if (<usize>load<u32>(known + 4) === size && isSame(<usize>load<u32>(known), size)) return <i32>(number - 1);
    }
    slot = (slot + 1) & (slotCount - 1);
  }
}

let lastHash: u64 = 0;
let lastSlot: usize = 0;

@inline function isSame(known: usize, size: usize): bool {
  let at: usize = 0;
  while (at + 16 <= size) {
    if (i8x16.bitmask(i8x16.ne(v128.load(known + at), v128.load(text + at))) !== 0) return false;
    at += 16;
  }
  if (at === size) return true;
  const differ = i8x16.bitmask(i8x16.ne(v128.load(known + at), v128.load(text + at)));
  return (differ & ((1 << <i32>(size - at)) - 1)) === 0;
}

/**
 * Takes in the shape that `find` has just not found.
 *
 * @returns its number; -1 when the table is full: it is to be cleared
 */
export function add(): i32 {
  const size = <usize>textLength;
  if (shapeCount === mostShapes || <usize>arenaUsed + size + 16 > <usize>arenaEnd) return -1;
  memory.copy(arenaUsed, text, size);
  const known = shapeTexts + (<usize>shapeCount << 3);
  store<u32>(known, arenaUsed);
  store<u32>(known + 4, textLength);
  arenaUsed += textLength;
  shapeCount++;
  store<u32>(counts + 16, shapeCount);
  store<u64>(lastSlot, lastHash);
  store<u32>(lastSlot + 8, shapeCount);
  return <i32>(shapeCount - 1);
}
