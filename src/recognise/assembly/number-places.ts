import { isWord } from './bytes';
import { equal } from './text-table';
import { isBlank } from './words';

/** Bytes of a pattern's record: flags, component, number of parts, one free; then where the parts lie, the last one first. */
const recordBytes: usize = 8;

const atStart: u32 = 1;
const atWord: u32 = 2;
/** Whether a -1 there says nothing. */
const literal: u32 = 4;

/** How far back a place's text may begin, as in ../number-reader.ts. */
const reach: usize = 400;

/** That no place is there. */
export const noPlace: i32 = -1;
/** That a number there is no code. */
export const noCode: i32 = 0;

/**
 * What the number at `at` is by its place: the component whose code it is, from 1 on; or `noPlace` or `noCode`.
 *
 * @param places how many patterns a file has (32 bits), then their records, of which the first that matches decides
 */
export function placeOf(places: usize, message: usize, at: usize, value: u32): i32 {
  const from = max(message, at > reach ? at - reach : 0);
  const last = places + 4 + recordBytes * <usize>load<u32>(places);
  for (let record = places + 4; record < last; record += recordBytes) {
    if (!endsWith(record, from, at)) continue;
    if (value === 1 && (load<u8>(record) & literal) !== 0) return noCode;
    return <i32>load<u8>(record, 1);
  }
  return noPlace;
}

/** Whether the text ends with a pattern, as in ../../catalogue/place-pattern.ts. */
function endsWith(record: usize, from: usize, to: usize): bool {
  const flags = <u32>load<u8>(record);
  const parts = <i32>load<u8>(record, 2);
  let part = <usize>load<u32>(record, 4);
  let end = to;
  let behindWord = false;
  for (let index = 0; index < parts; index++) {
    const length = <usize>load<u16>(part);
    const text = part + 4;
    if (end - from < length) return false;
    let start = end - length;
    if (index === 0) {
      if (!equal(text, start, <i32>length)) return false;
    } else if (index === parts - 1 && (flags & atStart) !== 0) {
      start = from;
      if (!equal(text, start, <i32>length)) return false;
    } else {
      while (!equal(text, start, <i32>length)) if (start-- === from) return false;
    }
    if (behindWord && !isUnbroken(start + length, end)) return false;
    if (index === parts - 1 && (flags & atStart) !== 0 && start > from) return false;
    behindWord = load<u16>(part, 2) !== 0;
    end = start;
    part = text + length;
  }
  return (flags & atWord) === 0 || end === from || !isWord(load<u8>(end - 1));
}

/** Whether the text is some without blanks. */
function isUnbroken(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) if (isBlank(load<u8>(at))) return false;
  return to > from;
}
