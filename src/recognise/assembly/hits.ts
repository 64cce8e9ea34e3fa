import { hits, kinds, noKind } from '../memory-layout';

/** As many findings as a line's reading holds. */
const most = 16;

let count = 0;

/** Forgets the line before. */
export function clearHits(): void {
  count = 0;
}

/** How many findings the line has so far. */
export function hitCount(): i32 {
  return count;
}

/** The flag of a kind that may be any of several codes. */
const ambiguous: u32 = 2;

/**
 * Takes a number in as `addHit` does, but for one that what was found before may settle.
 *
 * @returns false when others must look at it
 */
export function addNumber(kind: u32, start: usize, end: usize): bool {
  if (kind === noKind || (count > 0 && (load<u8>(kinds + 4 * kind, 3) & ambiguous) !== 0)) return false;
  return addHit(kind, start, end);
}

/**
 * Takes a finding in, unless the line has one of the same code already.
 *
 * @returns whether there was room
 */
export function addHit(kind: u32, start: usize, end: usize): bool {
  const entry = load<u16>(kinds + 4 * kind);
  for (let index = 0; index < count; index++)
    if (load<u16>(kinds + 4 * load<u32>(hits + 12 * index)) === entry) return true;
  if (count === most) return false;
  const out: usize = hits + 12 * count;
  store<u32>(out, kind);
  store<u32>(out, <u32>start, 4);
  store<u32>(out, <u32>end, 8);
  count++;
  return true;
}
