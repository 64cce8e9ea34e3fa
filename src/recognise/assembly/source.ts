import { indexOf } from './bytes';
import { found } from '../memory-layout';
import { find } from './text-table';

/** Bytes of a `file.cpp:123`. */
const longestSource: usize = 200;

/** Where the bracket stands that closes a source which begins at `at`, or 0. */
export function endOfSource(at: usize, end: usize): usize {
  const last = min(end, at + longestSource + 1);
  const close = indexOf(93, at, last);
  return close === last ? 0 : close;
}

/**
 * Leaves in `found` what a header says of where a line was printed: the severity's letter, the source's number in the table at
 * `sources` (-1 when it is not known yet), its start and end, and where the message begins.
 */
export function leaveSource(
  letter: u32,
  at: usize,
  close: usize,
  message: usize,
  sources: usize,
  entries: u32,
): void {
  store<i32>(found, letter);
  store<i32>(found, find(sources, entries, at, <i32>(close - at)), 4);
  store<i32>(found, <i32>at, 8);
  store<i32>(found, <i32>close, 12);
  store<i32>(found, <i32>message, 16);
}
