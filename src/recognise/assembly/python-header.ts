import { isDigit, isLetter, isWord } from './bytes';
import { found } from '../memory-layout';
import { idOf, leaveIds } from './ids';
import { endOfSource, leaveSource } from './source';
import { leaveStamp } from './stamp';

/** No usual prefix is longer. */
const longestPrefix: usize = 500;

/**
 * Reads the header that vLLM writes, behind its worker's name or without one, where it is of the usual form:
 * `(EngineCore_DP0 pid=16173) ERROR 07-30 22:00:00 [mooncake_store.py:65] `. Whatever is unusual is left to others.
 *
 * @returns whether such a header stands there; `found` then holds the level's first letter, the source's number (-1 when it is
 * not known yet), its start and end, where the message and where the stamp begins; and what `leaveStamp`
 * and `leaveIds` say
 */
export function pythonHeader(start: usize, end: usize, sources: usize, entries: u32): bool {
  let at = start;
  let process: f64 = -1;
  if (at < end && load<u8>(at) === 40) {
    if (!isLetter(load<u8>(at, 1))) return false;
    at += 2;
    while (at < end && (isWord(load<u8>(at)) || load<u8>(at) === 46 || load<u8>(at) === 45)) at++;
    // " pid", read as a number from its first byte on.
    if (at + 8 > end || load<u32>(at) !== 0x64697020 || load<u8>(at, 4) !== 61) return false;
    at += 5;
    const first = at;
    while (at < end && isDigit(load<u8>(at))) at++;
    process = idOf(first, at);
    if (at === first || at + 2 > end || load<u16>(at) !== 0x2029) return false;
    at += 2;
  }
  // The least that follows: `INFO 07-30 22:00:00 [a.b:1] `.
  if (at + 28 > end) return false;
  const letter = <u32>load<u8>(at);
  const level = load<u32>(at);
  const next = <u32>load<u8>(at, 4);
  // "INFO", "ERRO" and R, "WARN" and "ING", "DEBU" and G.
  if (level === 0x4f464e49 && next === 32) at += 5;
  else if (level === 0x4f525245 && next === 82) at += 5;
  else if (level === 0x55424544 && next === 71) at += 5;
  else if (level === 0x4e524157 && (load<u32>(at, 4) & 0xffffff) === 0x474e49) at += 7;
  else return false;
  if (letter !== 73) {
    if (load<u8>(at) !== 32) return false;
    at++;
  }
  const stamp = at;
  if (!isStamp(at) || load<u16>(at, 14) !== 0x5b20) return false;
  at += 16;
  const close = endOfSource(at, end);
  if (close === 0 || close - start > longestPrefix || close + 1 >= end || load<u8>(close, 1) !== 32)
    return false;
  if (!isPlainSource(at, close)) return false;
  leaveStamp(0, stamp, 1, 0);
  leaveSource(letter, at, close, close + 2, sources, entries);
  store<i32>(found, <i32>stamp, 20);
  leaveIds(0, process);
  return true;
}

/** Whether `MM-DD HH:MM:SS` stands there. */
function isStamp(at: usize): bool {
  const bytes = v128.load(at);
  const digits = i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10)));
  const others = i8x16.bitmask(
    i8x16.eq(bytes, i8x16(0, 0, 45, 0, 0, 32, 0, 0, 58, 0, 0, 58, 0, 0, 0, 0)),
  );
  return (digits & 0b11011011011011) === 0b11011011011011 && (others & 0b00100100100100) === 0b00100100100100;
}

/** Whether it is a path of words with a suffix, one colon, and digits. */
function isPlainSource(start: usize, end: usize): bool {
  let at = start;
  let dot: usize = 0;
  while (at < end && isPathPart(load<u8>(at))) {
    if (load<u8>(at) === 46) dot = at;
    else if (!isWord(load<u8>(at))) dot = 0;
    at++;
  }
  // A suffix of letters: what comes behind the last dot holds no slash or dash.
  if (dot <= start || dot + 1 >= at || at + 1 >= end || load<u8>(at) !== 58) return false;
  at++;
  while (at < end && isDigit(load<u8>(at))) at++;
  return at === end;
}

// @ts-ignore: decorator
@inline
function isPathPart(byte: u32): bool {
  return isWord(byte) || byte === 46 || byte === 47 || byte === 45;
}
