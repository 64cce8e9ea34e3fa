import { indexOf } from './bytes';

/** Whether `  <- ` stands in the text, which separates a line from its annotations. */
export function hasSeparator(from: usize, to: usize): bool {
  // Its arrow is rarest. "  <-", read as a number from its first byte on.
  for (let at = indexOf(60, from + 2, to); at + 3 <= to; at = indexOf(60, at + 1, to))
    if (load<u32>(at - 2) === 0x2d3c2020 && load<u8>(at, 2) === 32) return true;
  return false;
}
