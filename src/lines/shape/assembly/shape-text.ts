import { counts, glued, keptNumbers, ledNumbers, plain, stems, text, units, words } from '../memory-layout';
import { byteAt, isDigit, isHex, isAlphanumeric } from './bytes';
import { forgetStamps, isClock, stampCount, takeClock } from './clocks';
import { escapeCount, escapeOver, forgetEscapes, leaveOutEscapes } from './escapes';
import { isFieldNumber } from './field-numbers';
import { digitsEnd, markLine, nextDigit, runEnd, runStart } from './line-masks';
import { isLed } from './number-leads';
import { forgetRuns, remember } from './recent-runs';
import {
  beginText,
  edit,
  editCount,
  keep,
  leaveOut,
  out,
  pending,
  putDate,
  putDecimal,
  putHexadecimal,
  putLong,
  putWord,
} from './text-output';
import { isBehindSource, keepName } from './source-names';
import { beginList, goesOn, isInList, leaveList, takeValue } from './value-lists';
import { isIn, isKeptHexadecimal, low } from './words';

/** Beginnings that are glued to operands. */
let gluedCount: u32 = 0;

export function setGluedCount(count: u32): void {
  gluedCount = count;
}

/**
 * Makes the text of the line's shape, with its edits and stamps.
 *
 * @param start where the line starts in memory, and its length: at most `longestLine`
 * @returns how long the text is
 */
export function shapeText(start: usize, length: usize): usize {
  forgetEscapes();
  if (markLine(start, length)) {
    length = leaveOutEscapes(start, length);
    start = plain;
    markLine(start, length);
  }
  beginText(start);
  forgetStamps();
  forgetRuns();
  leaveList();
  let pos: usize = 0;
  while (true) {
    const digit = nextDigit(pos);
    if (digit >= length) break;
    const from = max(runStart(digit), pos);
    const behind = escapeOver(start, from, length);
    pos = behind !== 0 ? behind : takeRun(start, length, from, digit, runEnd(digit));
  }
  keep(start + length);
  const size = out - text;
  store<u32>(counts, <u32>size);
  store<u32>(counts + 4, editCount);
  store<u32>(counts + 8, stampCount);
  store<u32>(counts + 12, escapeCount);
  return size;
}

/** Takes a run over, or puts a specimen for it. Returns where to go on. */
@inline function takeRun(start: usize, length: usize, begin: usize, digit: usize, to: usize): usize {
  const from = digit > begin ? cut(start, begin, digit, to) : begin;
  remember(from, to);
  if (isClock(start, from, to, length)) {
    leaveList();
    return takeClock(start, from, to, length);
  }
  if (digit !== from || digitsEnd(from, to) !== to) {
    leaveList();
    return takeWord(start, length, from, digit, to);
  }
  takeNumber(start, length, from, to);
  return to;
}

/** Where a run begins that has letters at its front, behind which it may be cut. */
@inline function cut(start: usize, from: usize, digit: usize, to: usize): usize {
  const at = start + from;
  if (byteAt(start + digit) === 48 && digit + 2 < to && (byteAt(start + digit + 1) | 32) === 120 && isHex(byteAt(start + digit + 2)))
    return digit;
  if (to - from <= 16 && isIn(words, at, to - from)) return from;
  const letters = digit - from;
  return letters <= 16 && isIn(stems, at, letters) ? digit : from + gluedLength(at, letters);
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

/** Takes over a number that may be a code, or puts a specimen for it. A list holds each value once. */
@inline function takeNumber(start: usize, length: usize, from: usize, to: usize): void {
  const at = start + from;
  const size = to - from;
  const before: u32 = from > 0 ? byteAt(at - 1) : 0;
  const isNegative = before === 45;
  const standsAlone = isNegative && (from < 2 || letsStandAlone(byteAt(at - 2)));
  let isKept = size <= 5;
  if (!standsAlone) {
    if (before === 58 && size <= 6 && isBehindSource(at - 1, start)) {
      keepName(start, from - 1);
      isKept = true;
    } else isKept = isKeptNumber(start, at, size) || isFieldNumber(at, size, start, start + length);
  }
  let value: u64 = isKept ? low(at, size) & 0x7fffffffffffffff : standsAlone ? 4 : 1;
  if (standsAlone) value |= (<u64>1) << 63;
  if (goesOn(pending, at - pending - (isNegative ? 1 : 0))) {
    if (takeValue(value)) {
      leaveOut(start + to, to);
      return;
    }
  } else beginList(isNegative ? (from > 1 ? byteAt(at - 2) : 0) : before, value);
  if (isKept) {
    // The list's next value is compared with what stands behind this one.
    if (isInList()) {
      keep(start + to);
      edit(to);
    }
    return;
  }
  keep(at);
  if (standsAlone) putLong();
  else putDecimal();
  leaveOut(start + to, to);
}

/** Whether the rules name a number: wherever it stands, or behind the word before it. */
@inline function isKeptNumber(start: usize, at: usize, size: usize): bool {
  if (size > 8 || load<u8>(keptNumbers + (size << 4) + (byteAt(at) & 15)) === 0) return false;
  return isIn(words, at, size) || (isIn(ledNumbers, at, size) && isLed(at, start));
}

/** Whether a byte before a minus lets the number behind it stand alone. */
@inline function letsStandAlone(byte: u32): bool {
  return !isAlphanumeric(byte) && byte !== 46 && byte !== 95 && byte !== 45 && byte !== 41 && byte !== 93;
}

/** Takes over a run with letters in it, or puts a specimen for it. Returns where it ends: a unit is no part of its number. */
@inline function takeWord(start: usize, length: usize, from: usize, digit: usize, to: usize): usize {
  const at = start + from;
  const size = to - from;
  if (size > 2 && byteAt(at) === 48 && (byteAt(at + 1) | 32) === 120 && isHex(byteAt(at + 2))) {
    // A catalogue may hold a value that is written so.
    if (isKeptHexadecimal(at, size)) return to;
    let end = from + 3;
    while (end < to && isHex(byteAt(start + end))) end++;
    keep(at);
    putHexadecimal();
    leaveOut(start + end, end);
    return end;
  }
  if (size <= 16 && isIn(words, at, size)) return to;
  keep(at);
  // A number with its unit: 500ms.
  const unit = digit === from ? digitsEnd(from, to) : to;
  const end = unit < to && to - unit <= 16 && isIn(units, start + unit, to - unit) ? unit : to;
  if (end < to) putDecimal();
  else if (isDatedSeverity(at, size, start + length)) putDate(byteAt(at));
  else putWord();
  leaveOut(start + end, end);
  return end;
}

/** Whether a run is the severity and date of a glog header, `E0730 ` or `E20260730 `. */
@inline function isDatedSeverity(at: usize, length: usize, last: usize): bool {
  if ((length !== 5 && length !== 9) || at + length >= last || byteAt(at + length) !== 32) return false;
  const letter = byteAt(at);
  if (letter !== 69 && letter !== 70 && letter !== 73 && letter !== 87) return false;
  for (let index: usize = 1; index < length; index++) if (!isDigit(byteAt(at + index))) return false;
  return true;
}
