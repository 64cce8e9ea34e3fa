/** Where things that are found are left. These numbers stand again in ../line-memory.ts. */

/** What a header says: numbers of 32 bits, and from the twelfth on two of 64. */
export const found: usize = 0x10000;

/** Places of the line, and what stands there: numbers of 32 bits. */
export const places: usize = 0x10040;
