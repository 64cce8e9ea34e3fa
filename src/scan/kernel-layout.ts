/** Where things lie in the kernel's memory, in bytes. */
export const layout = {
  /** For each byte of a window its 256 entries of 32 bits: bit w says that window w takes the byte in that place. */
  windows: 0,
  /** Vectors of 16 bytes. */
  constants: 15 * 1024,
  /** The candidate lines of one call, 12 bytes each: start, end and number of lines before it. */
  found: 16 * 1024,
  foundEnd: 28 * 1024,
  /** Where input may begin; the byte before is a line feed. */
  input: 64 * 1024,
  /** Bytes that the kernel may read past the end of its input. */
  overrun: 64,
} as const;
