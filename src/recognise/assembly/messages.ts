import { indexOf } from './bytes';
import { noKind } from '../memory-layout';
import { equal } from './text-table';

/** Bytes of a message's record: its first bytes and their mask, weight, severity, number of parts, where these lie, kind, meaning. */
const recordBytes: usize = 20;

/** What a message that implies nothing means; what several codes follow is left to others, as `noKind`. */
const nothing: u32 = 0;

/** What the records say for a message: that it implies nothing, or the kind of finding that it implies, or `noKind`. */
export const impliesNothing: i32 = -1;

/**
 * Finds what a message implies, as MessageTable.match does: of the patterns that it matches the one with the most literal
 * characters decides, unless equally specific ones mean different codes.
 *
 * @param records of the file's messages, the most specific first
 */
export function messageKind(records: usize, count: u32, severity: u32, from: usize, to: usize): i32 {
  const last = records + <usize>count * recordBytes;
  for (let at = records; at < last; at += recordBytes) {
    if (!matches(at, severity, from, to)) continue;
    const weight = load<u16>(at, 8);
    const meaning = load<u16>(at, 18);
    for (let next = at + recordBytes; next < last && load<u16>(next, 8) === weight; next += recordBytes)
      if (load<u16>(next, 18) !== meaning && matches(next, severity, from, to)) return impliesNothing;
    return meaning === nothing ? impliesNothing : <i32>load<u16>(at, 16);
  }
  return impliesNothing;
}

/** Whether the text has the parts of a record in their order, the first at its start and the last at its end. */
function matches(record: usize, severity: u32, from: usize, to: usize): bool {
  if (((load<u32>(from) ^ load<u32>(record)) & load<u32>(record, 4)) !== 0) return false;
  if (load<u8>(record, 10) !== severity || to - from < <usize>load<u16>(record, 8)) return false;
  let part = <usize>load<u32>(record, 12);
  let length = <usize>load<u16>(part);
  if (!equal(part + 2, from, <i32>length)) return false;
  const parts = <i32>load<u8>(record, 11);
  if (parts === 1) return to - from === length;
  let at = from + length;
  part += 2 + length;
  // The tail comes second, since it rules out more than what may stand anywhere.
  length = load<u16>(part);
  const end = to - length;
  if (!equal(part + 2, end, <i32>length)) return false;
  for (let index = 2; index < parts; index++) {
    part += 2 + length;
    length = load<u16>(part);
    at = behindText(part + 2, length, at, end);
    if (at === 0) return false;
  }
  return at <= end;
}

/** Where the first copy of a text ends that stands between `from` and `to`, or 0. */
function behindText(text: usize, length: usize, from: usize, to: usize): usize {
  const first = load<u8>(text);
  for (let at = indexOf(first, from, to); at + length <= to; at = indexOf(first, at + 1, to))
    if (equal(text, at, <i32>length)) return at + length;
  return 0;
}
