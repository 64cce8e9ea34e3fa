/**
 * Where things lie in a memory that lines are read from, in bytes. What is below `reader` is the scanner's; where the
 * reader's own things lie stands again in assembly/layout.ts.
 */
export const memoryLayout = {
  reader: 64 * 1024,
  /** Where lines may begin. */
  lines: 192 * 1024,
  /** Bytes that may be read past the end of a line. */
  overrun: 64,
} as const;
