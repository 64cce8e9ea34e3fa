import { unknownText, wordEntries, words } from '../memory-layout';
import { find } from './text-table';

/** What words are, a bit each; the numbers stand again in ../line-rules.ts. Before a number: */
export const isKeyword = 1;
export const isForeign = 2;
/** Before a list: */
export const isListKeyword = 4;
/** Anywhere: */
export const isStatus = 8;

/** What the word is from `start` up to, not including, `end`; or -1 when JavaScript has not judged it yet, which it then is told to. */
export function wordKind(start: usize, end: usize): i32 {
  const kind = find(words, wordEntries, start, <i32>(end - start));
  if (kind === -1) {
    store<u32>(unknownText, <u32>start);
    store<u32>(unknownText, <u32>end, 4);
  }
  return kind;
}
