import { isDigit, isWord } from './bytes';

/** How many bytes before a text a header may stand. */
const farthest: usize = 256;
/** Longer names of source files are not read. */
const longestFile: usize = 64;

/** Whether a glog header of severity I begins there: I1123 13:08 or I20261123 13:08. */
function isHeader(at: usize): bool {
  let end = at + 1;
  while (isDigit(load<u8>(end))) end++;
  if (end !== at + 5 && end !== at + 9) return false;
  return load<u8>(end) === 32 && isDigit(load<u8>(end + 1)) && isDigit(load<u8>(end + 2)) && load<u8>(end + 3) === 58;
}

/** Whether such a header stands before a place of a line, at its start or behind a wrapper. */
export function isBehindHeader(place: usize, first: usize): bool {
  const start = lineStart(place, first);
  const end = min(place, start + farthest);
  for (let at = start; at < end; at++) {
    if (load<u8>(at) !== 73 || !isHeader(at)) continue;
    const before = load<u8>(at - 1);
    if (at === start || before === 32 || before === 124 || before === 93) return true;
  }
  return false;
}

/** Whether a line is sure to have severity I, as far as what stands before a place decides. */
export function isInformation(place: usize, first: usize): bool {
  const start = lineStart(place, first);
  const message = behindHeader(start);
  if (message === 0 || message > place) return false;
  // Behind a carriage return another text is shown.
  for (let at = message; at < place; at++) if (load<u8>(at) === 13) return false;
  return true;
}

/** Where the message of a line begins that begins with a whole glog header, I0730 11:49:18.123456 12345 client.cpp:380]; else 0. */
function behindHeader(start: usize): usize {
  if (load<u8>(start) !== 73 || !isHeader(start)) return 0;
  let at = start + 5;
  while (load<u8>(at) !== 58) at++;
  // 13:08:21.123456
  for (let part = 0; part < 2; part++) {
    if (load<u8>(at) !== 58 || !isDigit(load<u8>(at + 1)) || !isDigit(load<u8>(at + 2))) return 0;
    at += 3;
  }
  if (load<u8>(at++) !== 46 || !isDigit(load<u8>(at))) return 0;
  at = behindDigits(at);
  if (load<u8>(at) !== 32) return 0;
  while (load<u8>(at) === 32) at++;
  if (!isDigit(load<u8>(at))) return 0;
  at = behindDigits(at);
  if (load<u8>(at++) !== 32) return 0;
  const file = at;
  while (isWord(load<u8>(at)) || load<u8>(at) === 46) at++;
  if (at - file > longestFile || !isSource(file, at) || load<u8>(at++) !== 58 || !isDigit(load<u8>(at))) return 0;
  at = behindDigits(at);
  if (load<u8>(at) !== 93 || load<u8>(at + 1) !== 32) return 0;
  return at + 2;
}

function lineStart(place: usize, first: usize): usize {
  let start = place;
  while (start > first && load<u8>(start - 1) !== 10) start--;
  return start;
}

function behindDigits(from: usize): usize {
  let at = from;
  while (isDigit(load<u8>(at))) at++;
  return at;
}

/** Whether a name ends as those of sources of C++ do: .cpp, .hpp, .cc or .h, with something before it. */
function isSource(from: usize, end: usize): bool {
  if (end - from < 5) return false;
  const four = load<u32>(end - 4);
  return four === 0x7070632e || four === 0x7070682e || four >>> 8 === 0x63632e || four >>> 16 === 0x682e;
}
