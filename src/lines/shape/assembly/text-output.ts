import { edits, text } from '../memory-layout';

/** Where the text of the line in hand goes on. */
export let out: usize = text;
/** Bytes of the line from here on are not in the text yet. */
export let pending: usize = 0;
export let editCount: u32 = 0;

/** What stands for a decimal number: one or two digits, the first one in the lowest byte. */
let decimal: u32 = 55;
let decimalLength: usize = 1;

export function setDecimal(specimen: u32): void {
  decimal = specimen;
  decimalLength = specimen > 255 ? 2 : 1;
}

/** Begins the text of a line. */
@inline export function beginText(start: usize): void {
  out = text;
  editCount = 0;
  pending = start;
}

/** Makes the text again what it was. */
@inline export function setText(end: usize, rest: usize, edited: u32): void {
  out = end;
  pending = rest;
  editCount = edited;
}

/** Takes over what is not in the text yet, up to an address. Up to 15 bytes more are written. */
@inline export function keep(to: usize): void {
  const from = pending;
  const length = to - from;
  v128.store(out, v128.load(from));
  if (length > 16) {
    let at: usize = 16;
    do {
      v128.store(out + at, v128.load(from + at));
      at += 16;
    } while (at < length);
  }
  out += length;
  pending = to;
}

/** Takes over bytes with each digit as 0. */
@inline export function keepStamp(to: usize): void {
  const from = pending;
  const length = to - from;
  for (let at: usize = 0; at < length; at += 16) {
    const bytes = v128.load(from + at);
    const digit = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10));
    v128.store(out + at, v128.bitselect(i8x16.splat(48), bytes, digit));
  }
  out += length;
  pending = to;
}

/** Leaves out the line up to an address, which is so far behind the line's start. */
@inline export function leaveOut(to: usize, offset: usize): void {
  pending = to;
  edit(offset);
}

/** Says that the text goes on from here as the line does from an offset. */
@inline export function edit(lineOffset: usize): void {
  const at = edits + (<usize>editCount << 3);
  store<u32>(at, <u32>(out - text));
  store<u32>(at + 4, <u32>lineOffset);
  editCount++;
}

@inline export function putDecimal(): void {
  store<u16>(out, <u16>decimal);
  out += decimalLength;
}
/** 7777777: a number too long for a code. */
@inline export function putLong(): void {
  store<u64>(out, 0x3737373737373737);
  out += 7;
}
/** 0x7f */
@inline export function putHexadecimal(): void {
  store<u32>(out, 0x66377830);
  out += 4;
}
/** a7 */
@inline export function putWord(): void {
  store<u16>(out, 0x3761);
  out += 2;
}
/** E7777: a severity before a date. */
@inline export function putDate(severity: u32): void {
  store<u8>(out, <u8>severity);
  store<u32>(out + 1, 0x37373737);
  out += 5;
}
