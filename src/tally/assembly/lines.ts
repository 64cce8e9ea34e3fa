import {
  bareShape,
  counterTotals,
  found,
  glogShape,
  hits,
  kinds,
  noSource,
  sourceEntries,
  sources,
} from '../../recognise/memory-layout';
import { earliest, left, noRoom, unknownHour } from '../../recognise/verdict';
import { addToGroup, addToSource, countAt, earliestOf, hasRoom } from './entries';
import { hourOf, momentOf } from './hours';

/** What `readLine` of src/recognise/assembly says of a line; the counter is made with it. */
// @ts-ignore: decorator
@external('reader', 'readLine')
declare function readLine(start: usize, end: usize, windows: u32): i32;

/** `header` of the same: what a line's own header says is left at `found`. */
// @ts-ignore: decorator
@external('reader', 'header')
declare function header(start: usize, end: usize, sources: usize, entries: u32): bool;

const implied: u32 = 1;
const lineFeed: u8 = 10;
const carriageReturn: u8 = 13;

/** Where the line begins that says when the one was printed that was looked at last: most say so themselves; and when it was. */
let stamped: usize = 0;
let moment: f64 = 0;

/**
 * Counts lines that the scanner marked, 16 bytes each from `from` up to, not including, `to`: start, line feed, lines before,
 * windows; until one comes that others must count.
 *
 * @param begin where the first of them begins, or one before them
 * @returns where that one's mark is, and in the totals why; or `to`
 */
export function countLines(from: usize, to: usize, begin: usize): usize {
  for (let at = from; at < to; at += 16) {
    const start = <usize>load<u32>(at);
    const feed = <usize>load<u32>(at, 4);
    const end = feed > start && load<u8>(feed - 1) === carriageReturn ? feed - 1 : feed;
    const count = readLine(start, end, load<u32>(at, 12));
    stamped = start;
    const verdict = count < 0 ? count : countLine(count, begin);
    if (verdict < 0) {
      store<i32>(counterTotals, verdict);
      return at;
    }
    store<u32>(counterTotals, <u32>at, 4);
    store<f64>(counterTotals, moment, 8);
    store<u32>(counterTotals, <u32>stamped, 40);
  }
  return to;
}

/** Counts a line that was read, with so many findings. */
function countLine(count: i32, begin: usize): i32 {
  const shape = load<i32>(found, 44);
  const source = shape === bareShape ? <u32>noSource : load<u32>(found, 4);
  if (shape === bareShape && !stampBefore(begin)) return left;
  const within = load<i32>(found, 32);
  const hour = hourOf(load<u32>(found, 24), load<u32>(found, 28));
  if (hour < 0 || <u32>within >= 3_600_000) return unknownHour;
  moment = momentOf(hour, within);
  for (let index: usize = 0; index < <usize>count; index++) {
    const entry = <usize>load<u16>(kinds + 4 * load<u32>(hits + 12 * index));
    if (moment <= earliestOf(entry)) {
      store<u32>(counterTotals, <u32>entry, 36);
      return earliest;
    }
  }
  if (count > 0 && !hasRoom()) return noRoom;
  if (shape === glogShape) countSeverity(load<u32>(found));
  if (count === 0) return 0;
  const minute = <usize>within / 60_000;
  let isImplied = true;
  for (let index: usize = 0; index < <usize>count; index++) {
    const kind: usize = kinds + 4 * load<u32>(hits + 12 * index);
    const entry = <usize>load<u16>(kind);
    const flags = <u32>load<u8>(kind, 3);
    isImplied = isImplied && (flags & implied) !== 0;
    countAt(entry, <usize>hour, minute, moment);
    addToSource(entry, flags & implied, source);
    if (!isGroupBefore(index, load<u8>(kind, 2))) addToGroup(load<u8>(kind, 2));
  }
  store<u32>(counterTotals, load<u32>(counterTotals, 16) + 1, 16);
  if (isImplied) store<u32>(counterTotals, load<u32>(counterTotals, 20) + 1, 20);
  return 0;
}

/** Counts a line of glog by its severity. */
function countSeverity(letter: u32): void {
  // F, E and W have a number each behind the others.
  const at = letter === 70 ? 24 : letter === 69 ? 28 : letter === 87 ? 32 : 0;
  if (at !== 0) store<u32>(counterTotals + at, load<u32>(counterTotals + at) + 1);
}

/** Whether an earlier finding of the line belongs to the group. */
function isGroupBefore(index: usize, group: u32): bool {
  for (let before: usize = 0; before < index; before++)
    if (load<u8>(kinds + 4 * load<u32>(hits + 12 * before), 2) === group) return true;
  return false;
}

/**
 * Reads the stamp of the last of the whole lines between two addresses.
 *
 * @returns where it begins, when it begins with a header of glog of an hour that is known: the totals then hold when it was printed;
 * or 0
 */
export function lastStamp(begin: usize, end: usize): usize {
  stamped = end;
  if (!stampBefore(begin)) return 0;
  const within = load<i32>(found, 32);
  const hour = hourOf(load<u32>(found, 24), load<u32>(found, 28));
  if (hour < 0 || <u32>within >= 3_600_000) return 0;
  store<f64>(counterTotals, momentOf(hour, within), 8);
  return stamped;
}

/** Reads the stamp of the line before the one at `stamped`, if it begins with a header of glog. */
function stampBefore(begin: usize): bool {
  if (stamped <= begin) return false;
  let end = stamped - 1;
  let start = end;
  while (start > begin && load<u8>(start - 1) !== lineFeed) start--;
  if (end > start && load<u8>(end - 1) === carriageReturn) end--;
  stamped = start;
  return header(start, end, sources, sourceEntries) && load<i32>(found, 4) !== -1;
}
