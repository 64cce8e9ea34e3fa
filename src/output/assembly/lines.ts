import { annotationCounts, annotationTexts, annotatorState, hits } from '../../recognise/memory-layout';
import { full, left, unknownKind } from '../../recognise/verdict';

/** What `readLine` of src/recognise/assembly says of a line; the annotator is made with it. */
// @ts-ignore: decorator
@external('reader', 'readLine')
declare function readLine(start: usize, end: usize, windows: u32): i32;

/** The length of an annotation that there was no room for. */
const noText: u32 = 0xffffffff;

const carriageReturn: u8 = 13;

/**
 * Puts lines that the scanner marked, 16 bytes each from `from` up to, not including, `to`, and what is between them behind what was
 * put before, those that report one kind of finding with its annotation; until one comes that others must annotate.
 *
 * @param begin where the bytes begin that were not put yet; what is behind the last line with an annotation is not put
 * @param out where to put them, and
 * @param end where the room ends
 * @returns where the mark is at which it stopped, or `to`; `annotatorState` then holds why, from where on bytes were not put, where
 * those end that were, and of `unknownKind` the kind
 */
export function annotateLines(from: usize, to: usize, begin: usize, out: usize, end: usize): usize {
  let verdict = 0;
  let at = from;
  for (; at < to; at += 16) {
    const start = <usize>load<u32>(at);
    const feed = <usize>load<u32>(at, 4);
    const lineEnd = feed > start && load<u8>(feed - 1) === carriageReturn ? feed - 1 : feed;
    const count = readLine(start, lineEnd, load<u32>(at, 12));
    if (count === 0) continue;
    if (count !== 1) {
      verdict = count < 0 ? count : left;
      break;
    }
    const kind = <usize>load<u32>(hits);
    const text = <usize>load<u32>(annotationTexts + 8 * kind);
    const length = <usize>load<u32>(annotationTexts + 8 * kind, 4);
    if (length === 0 || length === noText) {
      verdict = length === 0 ? unknownKind : left;
      store<u32>(annotatorState, <u32>kind, 12);
      break;
    }
    const before = lineEnd - begin;
    if (before + length > end - out) {
      verdict = full;
      break;
    }
    memory.copy(out, begin, before);
    memory.copy(out + before, text, length);
    out += before + length;
    begin = lineEnd;
    store<u32>(annotationCounts + 4 * kind, load<u32>(annotationCounts + 4 * kind) + 1);
  }
  store<i32>(annotatorState, verdict);
  store<u32>(annotatorState, <u32>begin, 4);
  store<u32>(annotatorState, <u32>out, 8);
  return at;
}
