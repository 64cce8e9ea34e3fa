import { lines, overrun } from '../shape/memory-layout.ts';

/** Where things lie in the kernel's memory, in bytes: below what finds shapes in the same memory, and behind it. */
export const layout = {
  /** For each byte of a window its 256 entries of 32 bits: bit w says that window w takes the byte in that place. */
  windows: 0,
  /** Vectors of 16 bytes. */
  constants: 15 * 1024,
  /** The candidate lines of one call, 16 bytes each: start, end, number of lines before it, windows in it. */
  found: 16 * 1024,
  foundEnd: 32 * 1024,
  /** A bit for each hash of the bytes around an underscore (see word-contexts.ts). */
  contexts: 32 * 1024,
  /** Where input may begin; the byte before is a line feed. */
  input: lines as number,
  /** Bytes that the kernel may read past the end of its input. */
  overrun: overrun as number,
} as const;
