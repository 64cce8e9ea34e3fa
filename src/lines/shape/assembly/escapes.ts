import { escapes, plain } from '../memory-layout';
import { byteAt, isDigit, isHex, isLetter } from './bytes';

/** Escapes that were left out of the line in hand. */
export let escapeCount: u32 = 0;

@inline export function forgetEscapes(): void {
  escapeCount = 0;
}

/** Copies the line without terminal escapes; returns how long it is then. */
export function leaveOutEscapes(start: usize, length: usize): usize {
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

/**
 * Where the escape ends that a run would begin within, whose digits belong to it: one of a terminal, one that rsyslog (#033[31m) or
 * cat -v (^[[31m) has written, or one of JSON (\n, \u001b[31m). 0 where the run is none.
 */
@inline export function escapeOver(start: usize, from: usize, length: usize): usize {
  const before: u32 = from > 0 ? byteAt(start + from - 1) : 0;
  if (before === 91) return from >= 2 ? terminalEscapeOver(start, from, length) : 0;
  return before === 92 && isLetter(byteAt(start + from)) ? jsonEscapeOver(start, from, length) : 0;
}

function terminalEscapeOver(start: usize, from: usize, length: usize): usize {
  let end = from;
  if (byteAt(start + from - 2) === 27) {
    while (end < length && byteAt(start + end) - 0x20 < 0x20) end++;
    return min(end + 1, length);
  }
  if (from < 3 || !isSpelledEscape(start, from)) return 0;
  while (end < length && end < from + 20 && (isDigit(byteAt(start + end)) || byteAt(start + end) === 59)) end++;
  return end < length && (byteAt(start + end) === 109 || byteAt(start + end) === 75) ? end + 1 : 0;
}

function jsonEscapeOver(start: usize, from: usize, length: usize): usize {
  const at = start + from;
  if (byteAt(at) !== 117 || from + 5 > length) return from + 1;
  for (let index: usize = 1; index < 5; index++) if (!isHex(byteAt(at + index))) return from + 1;
  let end = from + 5;
  // What follows an escape sign belongs to it.
  const isSign = load<u32>(at + 1) === 0x62313030 || load<u32>(at + 1) === 0x42313030;
  if (!isSign || end >= length || byteAt(start + end) !== 91) return end;
  end++;
  while (end < length && byteAt(start + end) - 0x20 < 0x20) end++;
  return min(end + 1, length);
}
