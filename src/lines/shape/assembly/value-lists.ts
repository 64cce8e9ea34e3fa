import { listValues, mostListValues } from '../memory-layout';
import { byteAt } from './bytes';

/** Values that the list in hand holds; 0 where there is none. */
let listCount: u32 = 0;

/** Whether a list is in hand. */
@inline export function isInList(): bool {
  return listCount > 0;
}

@inline export function leaveList(): void {
  listCount = 0;
}

/** Whether a value follows what came before in the list: behind a comma, perhaps with a blank. */
@inline export function goesOn(from: usize, gap: usize): bool {
  return listCount > 0 && (gap === 1 || gap === 2) && byteAt(from) === 44 && (gap === 1 || byteAt(from + 1) === 32);
}

/** Begins a list with a value, if an opening bracket stands before it. */
@inline export function beginList(opener: u32, value: u64): void {
  listCount = 0;
  if (opener !== 91 && opener !== 123) return;
  store<u64>(listValues, value);
  listCount = 1;
}

/** Takes a value into the list. Returns whether the list had it already. */
@inline export function takeValue(value: u64): bool {
  for (let index: u32 = 0; index < listCount; index++)
    if (load<u64>(listValues + (<usize>index << 3)) === value) return true;
  if (listCount < <u32>mostListValues) {
    store<u64>(listValues + (<usize>listCount << 3), value);
    listCount++;
  }
  return false;
}
