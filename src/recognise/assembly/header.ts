import { isDigit } from './bytes';
import { idOf, leaveIds } from './ids';
import { endOfSource, leaveSource } from './source';
import { fourDigits, leaveStamp } from './stamp';

/** The digits of `MMDD HH:MM:SS` among its 13 bytes. */
const digits = 0b1101101101111;
/** What stands between them: a blank and two colons. */
const separators = 0b10010010000;

/**
 * Reads a glog header, with or without a year, that begins at `start`:
 * `E20260730 11:49:18.123456 12345 client.cpp:380] message`. Thread ids may have any width and follow a process id
 * (`77:12345`).
 *
 * @param end of the line
 * @returns whether a complete header stands there; `found` then holds, as numbers of 32 bits, the severity's letter, the
 * source's number (-1 when it is not known yet), its start and end, and the message's start; and what `leaveStamp` and
 * `leaveIds` say
 */
export function header(start: usize, end: usize, sources: usize, entries: u32): bool {
  // No header is shorter than `I0730 11:49:18 1 a:]`, so only what has any width can run into the line's end.
  if (end - start < 20) return false;
  const letter = <u32>load<u8>(start);
  if (letter !== 73 && letter !== 87 && letter !== 69 && letter !== 70) return false;
  let at = start + 1;
  let year: u32 = 0;
  if (load<u8>(at, 4) !== 32) {
    for (let digit = 0; digit < 4; digit++) if (!isDigit(load<u8>(at + digit))) return false;
    year = fourDigits(at);
    at += 4;
  }
  const date = at;
  if (at + 15 > end) return false;
  const stamp = v128.load(at);
  const isDigitThere = i8x16.bitmask(i8x16.lt_u(i8x16.sub(stamp, i8x16.splat(48)), i8x16.splat(10)));
  const isOther = i8x16.bitmask(
    i8x16.eq(stamp, i8x16(0, 0, 0, 0, 32, 0, 0, 58, 0, 0, 58, 0, 0, 0, 0, 0)),
  );
  if ((isDigitThere & digits) !== digits || (isOther & separators) !== separators) return false;
  at += 13;
  let fraction: u32 = 0;
  if (load<u8>(at) === 46) {
    const first = at + 1;
    at = behindDigits(first, end);
    if (at > first) fraction = <u32>(load<u8>(first) - 48) * 100;
    if (at > first + 1) fraction += <u32>(load<u8>(first, 1) - 48) * 10;
    if (at > first + 2) fraction += <u32>(load<u8>(first, 2) - 48);
  }
  at = behindBlanks(at, end);
  if (at === 0) return false;
  let process: f64 = -1;
  const first = at;
  at = behindDigits(first, end);
  if (at === first) return false;
  let thread = idOf(first, at);
  if (at < end && load<u8>(at) === 58) {
    const second = at + 1;
    at = behindDigits(second, end);
    if (at === second) return false;
    process = thread;
    thread = idOf(second, at);
  }
  at = behindBlanks(at, end);
  if (at === 0) return false;
  const close = endOfSource(at, end);
  if (close === 0) return false;
  if (close + 1 < end && load<u8>(close, 1) !== 32) return false;
  leaveStamp(year, date, 0, fraction);
  leaveSource(letter, at, close, min(close + 2, end), sources, entries);
  leaveIds(thread, process);
  return true;
}

/** Where the digits end that stand from `from` on. */
function behindDigits(from: usize, end: usize): usize {
  for (let at = from; at < end; at += 16) {
    const others = i8x16.bitmask(
      i8x16.ge_u(i8x16.sub(v128.load(at), i8x16.splat(48)), i8x16.splat(10)),
    );
    if (others !== 0) return min(at + <usize>ctz(others), end);
  }
  return end;
}

/** Where something else than a blank stands behind at least one, or 0. */
// @ts-ignore: decorator
@inline
function behindBlanks(at: usize, end: usize): usize {
  if (at >= end || load<u8>(at) !== 32) return 0;
  do at++;
  while (at < end && load<u8>(at) === 32);
  return at;
}
