import { mostRecentRuns } from '../memory-layout';
import { byteAt, isAlphanumeric } from './bytes';
import { runStart } from './line-masks';
import { recentCount, saveTextOf, startOfRun, takeBack } from './recent-runs';

/** No name of a source file is longer. */
const longestName: usize = 255;

/** Whether the number behind this colon is a line of a source file: `.cpp:`, `.h:`, `.py:`. */
@inline export function isBehindSource(colon: usize, first: usize): bool {
  let at = colon;
  let length: usize = 0;
  while (at > first && length < 4 && byteAt(at - 1) - 97 < 26) {
    at--;
    length++;
  }
  if (length === 0 || at - 1 <= first || byteAt(at - 1) !== 46) return false;
  const before = byteAt(at - 2);
  if (!isAlphanumeric(before) && before !== 95) return false;
  const name = load<u32>(at) & (length === 4 ? 0xffffffff : (1 << (<u32>length << 3)) - 1);
  switch (name) {
    case 0x63: // c
    case 0x6363: // cc
    case 0x707063: // cpp
    case 0x7563: // cu
    case 0x68: // h
    case 0x707068: // hpp
    case 0x6f67: // go
    case 0x7970: // py
    case 0x7372: // rs
      return true;
    default:
      return false;
  }
}

/** Takes back what was put for runs in the name of the source file that ends at this offset. */
export function keepName(start: usize, colon: usize): void {
  let name = colon;
  const first = colon > longestName ? colon - longestName : 0;
  while (name > first) {
    const byte = byteAt(start + name - 1);
    if (isAlphanumeric(byte)) name = max(runStart(name - 1), first);
    else if (byte === 95 || byte === 45 || byte === 46) name--;
    else break;
  }
  let runs: u32 = 1;
  while (runs < recentCount && runs < <u32>mostRecentRuns && startOfRun(runs + 1) >= name) runs++;
  if (runs === 1) return;
  takeBack(runs);
  // A stamp may take back to a later one of them.
  for (; runs > 0; runs--) saveTextOf(runs);
}
