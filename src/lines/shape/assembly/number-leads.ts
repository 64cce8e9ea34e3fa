import { leadEnd, ledNumbers, longestLead, mostBeforeNumber } from '../memory-layout';
import { byteAt, isLetter } from './bytes';
import { isIn } from './words';

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
export function isLed(at: usize, start: usize): bool {
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
