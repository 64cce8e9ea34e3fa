import { alphanumericMasks, digitMasks } from '../memory-layout';

/** Marks letters and digits of the line. Returns whether it may hold an escape sign. */
@inline export function markLine(start: usize, length: usize): bool {
  let escaped = i8x16.splat(0);
  const count = (length + 63) >> 6;
  for (let word: usize = 0; word < count; word++) {
    let alphanumeric: u64 = 0;
    let digits: u64 = 0;
    for (let part: usize = 0; part < 4; part++) {
      const bytes = v128.load(start + (word << 6) + (part << 4));
      const digit = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10));
      const letter = i8x16.lt_u(i8x16.sub(v128.or(bytes, i8x16.splat(32)), i8x16.splat(97)), i8x16.splat(26));
      escaped = v128.or(escaped, i8x16.eq(bytes, i8x16.splat(27)));
      const shift = <u64>(part << 4);
      digits |= (<u64>(<u32>i8x16.bitmask(digit))) << shift;
      alphanumeric |= (<u64>(<u32>i8x16.bitmask(v128.or(digit, letter)))) << shift;
    }
    store<u64>(alphanumericMasks + (word << 3), alphanumeric);
    store<u64>(digitMasks + (word << 3), digits);
  }
  const rest = <u64>(length & 63);
  if (rest !== 0) {
    const mask = ((<u64>1) << rest) - 1;
    const last = (count - 1) << 3;
    store<u64>(alphanumericMasks + last, load<u64>(alphanumericMasks + last) & mask);
    // A digit behind the line stops the search for one.
    store<u64>(digitMasks + last, load<u64>(digitMasks + last) & mask | ~mask);
  }
  store<u64>(alphanumericMasks + (count << 3), 0);
  store<u64>(digitMasks + (count << 3), ~(<u64>0));
  return v128.any_true(escaped);
}

/** The next digit at or behind an offset; at or behind the line's end where there is none. */
@inline export function nextDigit(offset: usize): usize {
  let word = offset >> 6;
  let mask = load<u64>(digitMasks + (word << 3)) >> <u64>(offset & 63);
  if (mask !== 0) return offset + <usize>ctz(mask);
  do {
    word++;
    mask = load<u64>(digitMasks + (word << 3));
  } while (mask === 0);
  return (word << 6) + <usize>ctz(mask);
}

/** Where the run begins that holds this offset. */
@inline export function runStart(offset: usize): usize {
  let word = offset >> 6;
  let mask = ~load<u64>(alphanumericMasks + (word << 3)) << <u64>(63 - (offset & 63));
  if (mask !== 0) return offset - <usize>clz(mask) + 1;
  while (word > 0) {
    word--;
    mask = ~load<u64>(alphanumericMasks + (word << 3));
    if (mask !== 0) return (word << 6) + 64 - <usize>clz(mask);
  }
  return 0;
}

/** Where the run ends that holds this offset. */
@inline export function runEnd(offset: usize): usize {
  let word = offset >> 6;
  let mask = ~load<u64>(alphanumericMasks + (word << 3)) >> <u64>(offset & 63);
  if (mask !== 0) return offset + <usize>ctz(mask);
  while (true) {
    word++;
    mask = ~load<u64>(alphanumericMasks + (word << 3));
    if (mask !== 0) return (word << 6) + <usize>ctz(mask);
  }
}

/** Where the digits end that begin at this offset. */
@inline export function digitsEnd(offset: usize, end: usize): usize {
  while (offset < end) {
    const mask = ~(load<u64>(digitMasks + ((offset >> 6) << 3)) >> <u64>(offset & 63));
    const here = mask === 0 ? 64 : <usize>ctz(mask);
    const left = 64 - (offset & 63);
    if (here < left) return min(offset + here, end);
    offset += left;
  }
  return end;
}
